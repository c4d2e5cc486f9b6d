export interface Answer {
  /** 0 when there was no answer at all; `problem` says why. */
  status: number;
  /** The JSON, or undefined for anything else. */
  body: unknown;
  problem: string;
}

interface Expectation {
  /** Names of the refusals that may come in place of what was asked for. */
  refusals: readonly string[];
  /** Whether a 200 holds what was asked for. */
  isRight(body: unknown): boolean;
}

export type Verdict = { kind: "done" } | { kind: "refused" | "unexpected"; name: string };

const longestName = 80;

/** Tells what was asked for, a refusal that the scenarios provoke, and everything else apart. */
export function judge(answer: Answer, { refusals, isRight }: Expectation): Verdict {
  if (answer.status === 200) {
    return isRight(answer.body) ? { kind: "done" } : { kind: "unexpected", name: "200 with other content" };
  }
  const name = nameOf(answer);
  return { kind: refusals.includes(name) ? "refused" : "unexpected", name };
}

/** An answer's status and, where the shop said it, its reason. */
export function nameOf({ status, body, problem }: Answer): string {
  if (status === 0) return `no answer: ${problem}`.slice(0, longestName);
  const { error, message }: Record<string, unknown> = Object(Object(body).err);
  const variant = typeof error === "object" ? Object.keys(error ?? {})[0] : error;
  const reason = variant ?? (status === 404 && message === "not found" ? "not-found" : message) ?? "";
  return `${status} ${reason}`.trim().slice(0, longestName);
}
