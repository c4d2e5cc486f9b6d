import type { Answer } from "../message.ts";

/** An answer as it is stored; scripts compare it as text and never look inside. */
export function keptJson(answer: Answer, hash: string): string {
  return JSON.stringify({ answer, hash });
}
