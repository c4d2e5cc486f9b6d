import type { Answer, KeptAnswer, Refused, StepAnswer } from "./message.ts";

/** The hash of an answer that counts for every input: a cancelled call may never have arrived. */
export const anyHash = "";

/** A kept answer counts for a message only if it was given to the same input. */
export function agreed({ answer, hash }: KeptAnswer, expected: string): Answer | Refused {
  return hash === expected || hash === anyHash ? answer : keyReused;
}

export const keyReused: Refused = {
  kind: "refused",
  code: "key_reused",
  message: "this key was used with another input",
};

/** What a turn's record keeps of a nested answer. A refusal of the key is final for the step; nothing else is refused. */
export function stepAnswer(answer: Answer | Refused): StepAnswer {
  return answer.kind === "refused" ? { kind: "fault", code: "key_reused", message: answer.message } : answer;
}
