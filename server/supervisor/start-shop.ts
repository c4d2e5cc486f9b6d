import { ensureCredentials } from "#server/supervisor/credentials.ts";
import { checkPort } from "#server/supervisor/free-port.ts";
import { isGenerated } from "#server/supervisor/generate.ts";
import type { GenerationStep } from "#server/supervisor/generation-steps.ts";
import { createHousehold } from "#server/supervisor/household.ts";
import { endLeftovers } from "#server/supervisor/ledger.ts";
import { readOptions } from "#server/supervisor/options.ts";
import { removeServices, writeServices } from "#server/supervisor/services-file.ts";
import { takeShopPlace } from "#server/supervisor/shop-place.ts";
import { shopProcess } from "#server/supervisor/shop-process.ts";
import { checkGivenServers, startServices } from "#server/supervisor/start-services.ts";
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
  /** What the program will import and can be loaded before its servers run. */
  warmUp: string[];
  steps: GenerationStep[];
  migrations: boolean;
  say(line: string): void;
  signal: AbortSignal;
}

interface StartedShop {
  url: string | undefined;
  credentials: string;
}

/** Starts everything a shop consists of; `care` ends it. */
export async function startShop(plan: ShopPlan, care: AsyncDisposableStack): Promise<StartedShop> {
  const { project, say, signal } = plan;
  const options = readOptions(plan.args, plan.environment);
  const place = takeShopPlace({ project, ...options });
  care.defer(() => place.release());
  const { dataFolder, joined } = place;
  if (!joined && (await endLeftovers(dataFolder)) > 0) say("Ended what an earlier start had left running.");
  const opensDoors = options.roles.includes("web");
  if (opensDoors) await checkPort(options.env.PORT, options.env.HOST);
  await checkGivenServers(place);
  const credentials = ensureCredentials(dataFolder);

  const household = createHousehold({ dataFolder, joined, signal });
  care.defer(() => household.close());
  const { changed, keep } = household;
  const development = plan.mode === "dev";
  const steps = plan.steps.filter((step) => !step.productionOnly || (!development && opensDoors));
  const searchPath = plan.environment.PATH ?? "";
  const begin = () => startServices({ ...plan, place, searchPath, steps, keep, changed });
  // what is generated must be there before the shop's code is loaded
  const isEarly = isGenerated(project, steps);
  const services = isEarly ? begin() : Promise.resolve(await begin());
  services.catch(() => undefined);

  const env = {
    NEXT_TELEMETRY_DISABLED: "1",
    ...plan.environment,
    NODE_ENV: development ? ("development" as const) : ("production" as const),
    PORT: String(options.env.PORT),
    HOST: options.env.HOST,
    DATA_DIR: dataFolder,
  };
  const servers = services.then(({ redisUrl, databaseUrl }) => ({ REDIS_URL: redisUrl, DATABASE_URL: databaseUrl }));
  const warmUp = isEarly && opensDoors ? plan.warmUp : [];
  const groups = options.split ? options.roles.map((role) => [role]) : [options.roles];
  const shops = groups.map((roles) =>
    shopProcess({ project, program: plan.program, roles, env, warmUp, servers, say, changed }),
  );
  for (const shop of shops) keep(shop, "shop");
  const opened = Promise.all(shops.map((shop) => shop.start()));
  opened.catch(() => undefined);
  const found = await services;
  if (!joined) {
    writeServices(dataFolder, found);
    care.defer(() => removeServices(dataFolder));
  }
  await opened;

  const url = shops.find((shop) => shop.url)?.url;
  household.open(url);
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
