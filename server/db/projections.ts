// npm run projections: says how far the read models are behind, or makes them again from the agents
import { parseArgs } from "node:util";
import { createAgents } from "#agents/registry.ts";
import { createRuntime } from "#runtime/create-runtime.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { readEnv } from "#server/env.ts";
import { joinShop } from "#server/supervisor/running-shop.ts";
import { openDatabase } from "./client.ts";
import { describeDatabaseError } from "./database-error.ts";
import { catchUp } from "./projector/catch-up.ts";
import { feedsOf } from "./projector/feed-place.ts";
import { projectionLag } from "./projector/lag.ts";
import { createPartitionProjector, type Projecting } from "./projector/partition-projector.ts";
import { readPlaces } from "./projector/places.ts";

const usage = `npm run projections -- rebuild  make the read models again from the agents, also while the shop runs
npm run projections -- lag      say how far they are behind`;

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
  const env = readEnv(joinShop(["REDIS_URL", "DATABASE_URL"]));
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
