import { ensureCredentials } from "#server/supervisor/credentials.ts";
import { checkPort } from "#server/supervisor/free-port.ts";
import type { GenerationStep } from "#server/supervisor/generation-steps.ts";
import type { KeptProcess } from "#server/supervisor/kept-process.ts";
import { endLeftovers, recordProcesses } from "#server/supervisor/ledger.ts";
import { readOptions } from "#server/supervisor/options.ts";
import { runFile } from "#server/supervisor/run-file.ts";
import { removeServices, writeServices } from "#server/supervisor/services-file.ts";
import { takeShopPlace } from "#server/supervisor/shop-place.ts";
import { shopProcess } from "#server/supervisor/shop-process.ts";
import { startServices } from "#server/supervisor/start-services.ts";
import { watchSources } from "#server/supervisor/watch-sources.ts";

export interface ShopPlan {
  mode: "start" | "dev";
  args: string[];
  environment: NodeJS.ProcessEnv;
  project: string;
  /** Where a Redis that we unpacked ourselves is kept. */
  toolsFolder: string;
  /** The program that runs the roles. */
  program: string;
  steps: GenerationStep[];
  migrations: boolean;
  say(line: string): void;
  signal: AbortSignal;
}

interface StartedShop {
  url: string | undefined;
  credentials: string;
}

/** Starts everything a shop consists of; `care` ends it in reverse order. */
export async function startShop(plan: ShopPlan, care: AsyncDisposableStack): Promise<StartedShop> {
  const { project, say, signal } = plan;
  const options = readOptions(plan.args, plan.environment);
  const place = takeShopPlace({ project, ...options });
  care.defer(() => place.release());
  const { dataFolder, joined } = place;
  if (!joined && (await endLeftovers(dataFolder)) > 0) say("Ended what an earlier start had left running.");
  if (options.roles.includes("web")) await checkPort(options.env.PORT, options.env.HOST);
  const credentials = ensureCredentials(dataFolder);

  const kept: KeptProcess[] = [];
  const running = runFile(dataFolder, joined);
  let url: string | undefined;
  let ready = false;
  const changed = () => {
    const alive = kept.flatMap(({ pid }) => pid ?? []);
    if (!joined) recordProcesses(dataFolder, alive);
    const pids = Object.fromEntries([["supervisor", process.pid], ...kept.map(({ name, pid }) => [name, pid])]);
    if (ready) running.write({ url, pids });
  };
  care.defer(() => {
    ready = false;
    running.remove();
    if (!joined) removeServices(dataFolder);
  });
  const keep = (process: KeptProcess) => {
    signal.throwIfAborted();
    care.defer(() => process.stop());
    kept.push(process);
  };

  const development = plan.mode === "dev";
  const steps = plan.steps.filter((step) => !step.productionOnly || (!development && options.roles.includes("web")));
  const searchPath = plan.environment.PATH ?? "";
  const services = await startServices({ ...plan, place, searchPath, steps, keep, changed });
  if (!joined) writeServices(dataFolder, services);

  const env = {
    NEXT_TELEMETRY_DISABLED: "1",
    ...plan.environment,
    NODE_ENV: development ? ("development" as const) : ("production" as const),
    PORT: String(options.env.PORT),
    HOST: options.env.HOST,
    DATA_DIR: dataFolder,
    REDIS_URL: services.redisUrl,
    DATABASE_URL: services.databaseUrl,
  };
  const groups = options.split ? options.roles.map((role) => [role]) : [options.roles];
  const shops = groups.map((roles) => shopProcess({ project, program: plan.program, roles, env, say, changed }));
  const processes = joinedStop(shops);
  care.defer(() => processes.stop());
  for (const shop of shops) {
    signal.throwIfAborted();
    kept.push(shop);
    await shop.start();
    url ??= shop.url;
  }
  ready = true;
  changed();
  if (url) place.tellUrl(url);
  if (development) {
    const watcher = watchSources(project, () => {
      say("Server code changed; starting the shop's processes again.");
      for (const shop of shops) shop.restart();
    });
    care.defer(() => watcher.close());
  }
  return { url, credentials };
}

/** Processes of the same rank end side by side. */
function joinedStop(processes: KeptProcess[]) {
  return { stop: async () => void (await Promise.all(processes.map((process) => process.stop()))) };
}
