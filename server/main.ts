import { createAgents } from "#agents/registry.ts";
import { withinTime } from "#lib/within-time.ts";
import { createRuntime, type RuntimeOptions, type RuntimeProcess } from "#runtime/create-runtime.ts";
import type { Log } from "#runtime/log.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { startWatchdog } from "#runtime/watchdog.ts";
import { chooseModel } from "./assistant/choose-model.ts";
import { createRecommend } from "./assistant/recommend.ts";
import { openDatabase } from "./db/client.ts";
import { describeDatabaseError } from "./db/database-error.ts";
import { feedsOf } from "./db/projector/feed-place.ts";
import { projectionLag } from "./db/projector/lag.ts";
import { runProjector } from "./db/projector/run-projector.ts";
import { createBestMatches } from "./db/search/create-best-matches.ts";
import { createCandidates } from "./db/search/create-candidates.ts";
import { seedDemo } from "./demo/seed.ts";
import { BadConfiguration, type Env, readEnv } from "./env.ts";
import { createMetrics } from "./gateway/metrics.ts";
import { createProcessLog } from "./process-log.ts";
import { createShopSample } from "./shop-sample.ts";
import type { Tracing } from "./telemetry/open-tracing.ts";
import { serveMetrics } from "./telemetry/serve-metrics.ts";
import { measureMemory, startMeasuring, startTracing } from "./telemetry/start-telemetry.ts";

/** What a supervisor is told; without one, nobody listens. */
type Message = { type: "ready"; url?: string; metricsUrl?: string } | { type: "failed"; message: string };

/** Longer than a silo waits for an effect that is under way. */
const hardStop = 40_000;

type Process = { env: Env; log: Log; tracing: Tracing | undefined; stop: AsyncDisposableStack };
type Opened = { url?: string; metricsUrl: string };

/** Starts the roles of this process; `stop` then ends them in reverse order. Answers where they are. */
async function start({ env, log, tracing, stop }: Process): Promise<Opened> {
  const { NAMESPACE: namespace, PARTITIONS: partitions, FAILPOINT } = env;
  const ports = await openRedis({ url: env.REDIS_URL, namespace, partitions, log });
  stop.defer(() => ports.close());
  for (const warning of ports.warnings) log("warn", warning);

  // it connects when it is first asked
  const database = openDatabase(env.DATABASE_URL);
  stop.defer(() => database.$disconnect());
  const feeds = feedsOf(ports);
  const { monotonic } = ports.clock;
  const candidates = createCandidates({ database, feeds, monotonic, log });
  const bestMatches = createBestMatches({ database, monotonic, log });

  const { AI_BASE_URL: baseUrl, AI_MODEL: model, AI_API_KEY: apiKey } = env;
  const readShelf = createShopSample(() => runtime, Date.now);
  const chosen = chooseModel(baseUrl !== undefined && model !== undefined ? { baseUrl, model, apiKey } : null);
  const agents = createAgents({ recommend: createRecommend({ ...chosen, readShelf }), candidates, bestMatches });
  const contracts = agents.map(({ contract }) => contract);
  const { register, observer } = startMeasuring({ contracts, now: ports.clock.now, tracing });
  const runtime: RuntimeProcess = await createRuntime({
    agents,
    ports,
    log,
    observer,
    memory: roomOf(env),
    ...(FAILPOINT !== undefined && { failpoint: (point: string, agent: string) => dieAt(point, agent, FAILPOINT) }),
  });
  stop.defer(() => runtime.close());
  measureMemory(register, () => runtime.memory);
  const seesShop = env.ROLES.includes("web") || env.ROLES.includes("projector");
  const readLag = () => projectionLag(database, feeds, Date.now());
  const metrics = createMetrics({
    register,
    ...(seesShop && { projectionLag: readLag, deadLetters: runtime.countDeadLetters }),
    rewound: () => runtime.rewound,
    monotonic: () => performance.now(),
  });

  if (env.ROLES.includes("silo")) {
    stop.defer(startWatchdog());
    await runtime.startSilo();
    stop.defer(() => runtime.drainSilo());
    if (env.DEMO === "on") await seedDemo(runtime, new Date(), (message) => log("info", message));
  }
  if (env.ROLES.includes("projector")) {
    const projector = runProjector({ database, feeds, runtime, clock: ports.clock, log });
    stop.defer(() => projector.stop());
  }
  if (!env.ROLES.includes("web")) {
    const served = await serveMetrics(metrics, { host: env.HOST, port: env.METRICS_PORT });
    stop.defer(() => served.close());
    return { metricsUrl: served.url };
  }

  // only now: Next and React decide by NODE_ENV while they are loaded
  const { startWeb } = await import("./start-web.ts");
  const { clock } = ports;
  const requests = tracing?.requests;
  return startWeb({ env, runtime, database, feeds, readLag, metrics, requests, clock, log, stop });
}

function roomOf({ AGENT_MEMORY_MB, REPLICA_MEMORY_MB, AGENT_IDLE_SECONDS }: Env): RuntimeOptions["memory"] {
  const room = (megabytes: number) => ({ bytes: megabytes * 1024 * 1024, idleMs: AGENT_IDLE_SECONDS * 1000 });
  return { agents: room(AGENT_MEMORY_MB), replicas: room(REPLICA_MEMORY_MB) };
}

/** The failpoint of a crash test, `point` or `point:type`: the process is gone as if the power had been cut. */
function dieAt(point: string, agent: string, chosen: string): void {
  if (chosen === point || chosen === `${point}:${agent.split("/")[0]}`) process.kill(process.pid, "SIGKILL");
}

function tell(message: Message): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(message, () => resolve());
  });
}

function explain(error: unknown): string {
  if (error instanceof BadConfiguration) return error.message;
  const name = error instanceof Error ? error.name : "";
  if (name.startsWith("PrismaClient")) return describeDatabaseError(error);
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<void> {
  const stop = new AsyncDisposableStack();
  let log: Log = () => {};
  let ending = false;
  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    // a turn or a connection that never ends must not keep the process
    setTimeout(() => process.exit(code || 1), hardStop).unref();
    await stop.disposeAsync().catch((error: unknown) => console.error(error));
    process.exit(code);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void end(0));
  process.on("disconnect", () => void end(0));
  // A promise that some agent's code let go must not take the other agents with it.
  process.on("unhandledRejection", (error) =>
    log("error", "a promise was rejected and nobody waited for it", { error }),
  );

  try {
    const env = readEnv();
    Object.assign(process.env, { NODE_ENV: env.NODE_ENV });
    const sayLost = (error: Error | undefined) =>
      error
        ? log("warn", "traces cannot be sent and are lost meanwhile", { error })
        : log("info", "traces can be sent again");
    const tracing = await startTracing(env, sayLost);
    if (tracing) stop.defer(() => withinTime(tracing.close(), 2_000, () => {}));
    log = createProcessLog({ level: env.LOG_LEVEL, current: tracing?.requests.current });
    const opened = await start({ env, log, tracing, stop });
    if (ending) return;
    const { url, metricsUrl } = opened;
    log("info", url === undefined ? "ready" : `ready at ${url}`, { roles: env.ROLES, metricsUrl });
    await tell({ type: "ready", ...opened });
  } catch (error) {
    if (ending) return;
    const message = explain(error);
    // a supervisor says it itself
    if (process.send === undefined) console.error(message);
    log("debug", "the start failed", { stack: error instanceof Error ? error.stack : undefined });
    await tell({ type: "failed", message });
    await end(1);
  }
}

await main();
