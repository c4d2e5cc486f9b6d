import type { FastifyInstance } from "fastify";

/** Null when the part is usable, else a sentence that says what is wrong. */
export type Check = () => Promise<string | null>;
export type Checks = Record<string, Check>;

const patience = 2_000;

async function run(check: Check): Promise<string | null> {
  const timeout = Promise.withResolvers<string>();
  const timer = setTimeout(() => timeout.resolve(`No answer within ${patience / 1000} seconds.`), patience);
  try {
    return await Promise.race([check(), timeout.promise]);
  } catch {
    return "The check itself failed.";
  } finally {
    clearTimeout(timer);
  }
}

/** `/healthz` says that the process lives; `/readyz` that it can serve, or which part cannot. */
export function addHealth(app: FastifyInstance, checks: Checks): void {
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (_request, reply) => {
    const results = await Promise.all(Object.entries(checks).map(async ([part, check]) => [part, await run(check)]));
    const broken = results.filter(([, sentence]) => sentence !== null);
    if (broken.length === 0) return { status: "ready" };
    return reply.code(503).send({ status: "not ready", parts: Object.fromEntries(broken) });
  });
}
