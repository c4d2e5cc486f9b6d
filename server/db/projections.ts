// npm run projections: says how far the read models are behind, or makes them again from the agents
import path from "node:path";
import { parseArgs } from "node:util";
import { createAgents } from "#agents/registry.ts";
import { createRuntime } from "#runtime/create-runtime.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { BadConfiguration, type Env, readEnv } from "#server/env.ts";
import { readServices } from "#server/supervisor/services-file.ts";
import { openDatabase } from "./client.ts";
import { describeDatabaseError } from "./database-error.ts";
import { catchUp } from "./projector/catch-up.ts";
import { feedsOf } from "./projector/feed-place.ts";
import { projectionLag } from "./projector/lag.ts";
import { createPartitionProjector, type Projecting } from "./projector/partition-projector.ts";
import { readPlaces } from "./projector/places.ts";

const usage = `npm run projections -- rebuild  make the read models again from the agents, also while the shop runs
npm run projections -- lag      say how far they are behind`;

/** The servers that are given, else those of the shop that runs on the data folder. */
function findServers(): Env {
  const { PORT, ROLES, ...source } = process.env;
  const folder = path.resolve(import.meta.dirname, "../..", source.DATA_DIR || ".data");
  const running = readServices(folder);
  const given = {
    ...source,
    REDIS_URL: source.REDIS_URL || running?.redisUrl,
    DATABASE_URL: source.DATABASE_URL || running?.databaseUrl,
  };
  if (given.REDIS_URL && given.DATABASE_URL) return readEnv(given);
  throw new BadConfiguration([`no shop runs on ${folder}: start it with npm start, or set REDIS_URL and DATABASE_URL`]);
}

async function rebuild(projecting: Projecting): Promise<void> {
  const { database, feeds } = projecting;
  const projector = createPartitionProjector(projecting);
  for (const place of await readPlaces(database, feeds.partitions)) await projector.reset(place);
  await catchUp(projecting, projector);
  const [products, orders, prices] = await Promise.all([
    database.catalogueProduct.count({ where: { retired: false } }),
    database.placedOrder.count(),
    database.priceEvent.count(),
  ]);
  console.log(`Made again: ${products} products, ${orders} orders, ${prices} price changes.`);
}

async function lag({ database, feeds }: Projecting): Promise<void> {
  const { entries, milliseconds, rebuilding } = await projectionLag(database, feeds, Date.now());
  console.log(`${entries} commits behind, ${milliseconds} ms; ${rebuilding} partitions are being made again.`);
}

const commands: Record<string, (projecting: Projecting) => Promise<void>> = { rebuild, lag };

async function run(command: (projecting: Projecting) => Promise<void>): Promise<void> {
  const env = findServers();
  const log = () => {};
  const ports = await openRedis({ url: env.REDIS_URL, namespace: env.NAMESPACE, partitions: env.PARTITIONS, log });
  const database = openDatabase(env.DATABASE_URL);
  const runtime = await createRuntime({ agents: createAgents(), ports, log });
  try {
    await command({ database, feeds: feedsOf(ports), runtime });
  } finally {
    await runtime.close();
    await database.$disconnect();
    await ports.close();
  }
}

/** Answers the exit code. */
async function main(args: string[]): Promise<number> {
  const [name = ""] = parseArgs({ args, allowPositionals: true, strict: false }).positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    console.error(usage);
    return 2;
  }
  try {
    await run(command);
    return 0;
  } catch (error) {
    const isOfDatabase = error instanceof Error && error.name.startsWith("PrismaClient");
    console.error(isOfDatabase ? describeDatabaseError(error) : error instanceof Error ? error.message : error);
    return 1;
  }
}

// the bootstrap hands its command on: projections <what to do>
const given = process.argv.slice(2);
process.exit(await main(given[0] === "projections" ? given.slice(1) : given));
