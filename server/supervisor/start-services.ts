import path from "node:path";
import { generate } from "#server/supervisor/generate.ts";
import type { GenerationStep } from "#server/supervisor/generation-steps.ts";
import { checkGivenDatabase, checkGivenRedis } from "#server/supervisor/given-servers.ts";
import type { KeptProcess } from "#server/supervisor/kept-process.ts";
import { migrateDatabase } from "#server/supervisor/migrate-database.ts";
import { postgresService } from "#server/supervisor/postgres-service.ts";
import { obtainRedisServer } from "#server/supervisor/redis-server.ts";
import { redisService } from "#server/supervisor/redis-service.ts";
import { openRunFolder } from "#server/supervisor/run-folder.ts";
import type { Services } from "#server/supervisor/services-file.ts";
import type { ShopPlace } from "#server/supervisor/shop-place.ts";

interface Start {
  project: string;
  place: ShopPlace;
  searchPath: string;
  toolsFolder: string;
  steps: GenerationStep[];
  migrations: boolean;
  signal: AbortSignal;
  say(line: string): void;
  /** Takes a process into care before it is started. */
  keep(process: KeptProcess, rank: "database" | "redis"): void;
  changed(): void;
}

/** Looks at the servers that were given, before anything slow is done for a shop that could not run. */
export async function checkGivenServers({ joined, services }: ShopPlace): Promise<void> {
  if (services.redisUrl && !joined) await checkGivenRedis(services.redisUrl);
  if (services.databaseUrl && !joined) await checkGivenDatabase(services.databaseUrl);
}

/** Starts or finds the shop's Redis and PostgreSQL while what must be generated is generated. */
export async function startServices(start: Start): Promise<Services> {
  const failed = new AbortController();
  const signal = AbortSignal.any([start.signal, failed.signal]);
  const parts = [startRedis(start), startPostgres(start), generate({ ...start, signal })] as const;
  try {
    const [redis, database] = await Promise.all(parts);
    return { redisUrl: redis, databaseUrl: database };
  } catch (error) {
    failed.abort();
    await Promise.allSettled(parts);
    throw error;
  }
}

async function startRedis({ place, searchPath, toolsFolder, keep, ...start }: Start): Promise<string> {
  if (place.services.redisUrl) return place.services.redisUrl;
  const server = await obtainRedisServer({ searchPath, toolsFolder, say: start.say });
  const { dataFolder } = place;
  const redis = await redisService(server, { dataFolder, runFolder: openRunFolder(dataFolder), ...start });
  keep(redis.process, "redis");
  await redis.process.start();
  return redis.url;
}

async function startPostgres({ place, project, keep, migrations, ...start }: Start): Promise<string> {
  const given = place.services.databaseUrl;
  const { dataFolder } = place;
  let databaseUrl = given;
  if (!databaseUrl) {
    const postgres = postgresService({ dataFolder, runFolder: openRunFolder(dataFolder), ...start });
    keep(postgres.process, "database");
    await postgres.process.start();
    databaseUrl = postgres.url;
  }
  if (migrations && !place.joined) {
    await migrateDatabase({ project, databaseUrl, markIn: given ? undefined : path.join(dataFolder, "postgres") });
  }
  return databaseUrl;
}
