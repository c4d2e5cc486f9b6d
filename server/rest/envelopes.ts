import type { FastifyReply } from "fastify";
import type { Result } from "#lib/result.ts";
import { type RouteRefusal, toVariant } from "./wire-refusal.ts";

export const problem = (message: string) => ({ err: { message } });

/** What was found, or 404. */
export function sendFound<T>(reply: FastifyReply, found: T | null, toWire: (found: T) => object): FastifyReply {
  return found === null ? reply.code(404).send(problem("not found")) : reply.send({ ok: toWire(found) });
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
