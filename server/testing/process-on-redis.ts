import { createAgents } from "#agents/registry.ts";
import { createRuntime } from "#runtime/create-runtime.ts";
import { Fault } from "#runtime/faults.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";

/** Enough that every process has some, few enough that a test waits for none. */
export const partitions = 4;

/** One process of the shop without its doors, on a Redis that may go away; impatient, so that this shows soon. */
export async function startProcess(url: string) {
  const said: string[] = [];
  const log = (level: string, message: string) => void (level !== "debug" && said.push(`${level} ${message}`));
  const ports = await openRedis({ url, namespace: "away", partitions, log, patienceMs: 500 });
  const runtime = await createRuntime({
    agents: createAgents(),
    ports,
    log,
    acceptance: 1000,
    patience: 20_000,
    bounds: { own: 500 },
  });
  return {
    said,
    ports,
    runtime,
    async stop() {
      await runtime.drainSilo();
      await runtime.close();
      await ports.close();
    },
  };
}
export type ShopProcess = Awaited<ReturnType<typeof startProcess>>;

/** What a call ends with, as a word. */
export const outcome = (call: Promise<unknown>): Promise<string> =>
  call.then(
    (answer) => (Object(answer).ok === false ? "refused" : "ok"),
    (error: unknown) => (error instanceof Fault ? error.code : String(error)),
  );
