import type { FastifyReply } from "fastify";
import type { Result } from "#lib/result.ts";
import { type RouteRefusal, toVariant } from "./wire-refusal.ts";

export const problem = (message: string) => ({ err: { message } });

/** How what was found is written in its envelope; once for an answer that is given again, since none is ever changed. */
export function textOnce<T extends object>(toWire: (found: T) => object): (found: T) => string {
  const texts = new WeakMap<T, string>();
  return (found) => {
    const before = texts.get(found);
    if (before !== undefined) return before;
    const text = JSON.stringify({ ok: toWire(found) });
    texts.set(found, text);
    return text;
  };
}

/** What was found, or 404. */
export function sendFound<T>(reply: FastifyReply, found: T | null, toText: (found: T) => string): FastifyReply {
  if (found === null) return reply.code(404).send(problem("not found"));
  return reply.header("content-type", "application/json; charset=utf-8").send(toText(found));
}

/** How a command ended: 200, or 400 with the refusal as a variant, or 404 where there is nothing to change. */
export function sendOutcome<T>(
  reply: FastifyReply,
  outcome: Result<T, { code: RouteRefusal["code"]; detail: unknown }>,
  toWire: (value: T) => object,
): FastifyReply {
  if (outcome.ok) return reply.send(toWire(outcome.value));
  if (outcome.error.code === "not_found") return reply.code(404).send(problem("not found"));
  return reply.code(400).send({ err: { error: toVariant(outcome.error) } });
}

/** Most commands answer with nothing but that they were done. */
export const done = (message: string) => () => ({ ok: { message } });
