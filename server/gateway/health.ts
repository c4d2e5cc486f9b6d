import type { FastifyInstance } from "fastify";
import { withinTime } from "#lib/within-time.ts";

/** Null when the part is usable, else a sentence that says what is wrong. */
export type Check = () => Promise<string | null>;
export type Checks = Record<string, Check>;

const patience = 2_000;

async function run(check: Check): Promise<string | null> {
  try {
    return await withinTime(check(), patience, () => `No answer within ${patience / 1000} seconds.`);
  } catch {
    return "The check itself failed.";
  }
}

/** What a process tells about itself besides: numbers by name. What cannot be found out is left out. */
export type Details = () => Promise<Record<string, unknown>>;

/** `/healthz` says that the process lives; `/readyz` that it can serve, or which part cannot, and how it stands. */
export function addHealth(app: FastifyInstance, checks: Checks, details: Details = async () => ({})): void {
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (_request, reply) => {
    const results = await Promise.all(Object.entries(checks).map(async ([part, check]) => [part, await run(check)]));
    const broken = results.filter(([, sentence]) => sentence !== null);
    if (broken.length === 0)
      return { status: "ready", ...(await withinTime(details(), patience, () => ({})).catch(() => ({}))) };
    return reply.code(503).send({ status: "not ready", parts: Object.fromEntries(broken) });
  });
}
