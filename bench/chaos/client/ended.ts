import { NotSent } from "../../http-call.ts";
import type { Outcome } from "../record.ts";

/** How one attempt ended, as the one who sent it can know it. */
export type Ended = { outcome: Outcome; code?: string; orderId?: string; waitMs?: number };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** The value at a path of names, where there is one. */
export function at(value: unknown, ...names: string[]): unknown {
  return names.reduce<unknown>((found, name) => (isRecord(found) ? found[name] : undefined), value);
}

export const textAt = (value: unknown, ...names: string[]): string | undefined => {
  const found = at(value, ...names);
  return typeof found === "string" ? found : undefined;
};

export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** An attempt without an answer: it may have arrived, unless nobody was there. */
export function withoutAnswer(error: unknown): Ended {
  const code = error instanceof Error ? error.message : String(error);
  return { outcome: error instanceof NotSent ? "not_sent" : "unknown", code, waitMs: 150 };
}

/** What a status other than success means. Only `overloaded` says for certain that nothing was done. */
export function withoutSuccess(status: number, isOverloaded: boolean, retryAfter: unknown, code: string): Ended {
  const waitMs = Math.max(1, Number(retryAfter) || 1) * 1000;
  if (isOverloaded || status === 429) return { outcome: "not_sent", code, waitMs };
  if (status === 503 || status === 504) return { outcome: "unknown", code, waitMs: status === 503 ? waitMs : 0 };
  return { outcome: "wrong", code: `${status} ${code}` };
}
