import type { KeptAnswer } from "../message.ts";

/** What a script answered: a kind and what comes with it. */
export type ScriptAnswer = [kind: string, ...rest: unknown[]];

/** What a kind of answer means; another kind is a bug in the script or here. */
export function matched<T>(answer: unknown, meanings: { [kind: string]: (...rest: never[]) => T }): T {
  const [kind, ...rest] = answer as ScriptAnswer;
  const meaning = meanings[kind];
  if (!meaning) throw new Error(`a script answered ${JSON.stringify(kind)}`);
  return meaning(...(rest as never[]));
}

export function keptAnswer(json: string): KeptAnswer {
  return JSON.parse(json) as KeptAnswer;
}

export const notOwner = () => ({ kind: "not_owner" }) as const;
export const conflict = () => ({ kind: "conflict" }) as const;
export const blocked = (by: string) => ({ kind: "blocked", by }) as const;
export const answered = (json: string) => ({ kind: "answered", answer: keptAnswer(json) }) as const;

/** A stream entry as ioredis gives it: its id, then field and value in turn. */
export type StreamEntry = [id: string, fields: string[]];

export function fieldsOf([, fields]: StreamEntry): { [field: string]: string } {
  const found: { [field: string]: string } = {};
  for (let i = 0; i + 1 < fields.length; i += 2) found[fields[i] ?? ""] = fields[i + 1] ?? "";
  return found;
}
