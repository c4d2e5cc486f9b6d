import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { productSearch } from "#agents/product-search/product-search.contract.ts";
import { createAgents } from "#agents/registry.ts";
import { createRuntime, type RuntimeProcess } from "#runtime/create-runtime.ts";
import { openRedis, type RedisPorts } from "#runtime/redis/open-redis.ts";
import { type Database, openDatabase } from "./db/client.ts";
import { checkDatabase } from "./db/health.ts";
import { feedsOf } from "./db/projector/feed-place.ts";
import { projectionLag } from "./db/projector/lag.ts";
import { applyMigrations } from "./db/schema-engine.ts";
import { createCandidates } from "./db/search/create-candidates.ts";
import { databases, type TestPostgres } from "./testing/postgres-server.ts";
import { startRedis, type TestRedis } from "./testing/redis-server.ts";

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const [, [, startPostgres]] = databases as [unknown, (typeof databases)[number]];

let redis: TestRedis;
let server: TestPostgres;
let ports: RedisPorts;
let database: Database;
let shop: RuntimeProcess;
let projector: ChildProcess;
const complaints: string[] = [];

const environment = () => ({
  NODE_ENV: "production" as const,
  PATH: process.env.PATH ?? "",
  REDIS_URL: redis.url,
  DATABASE_URL: server.url,
  NAMESPACE: "models",
  PARTITIONS: "2",
  LOG_LEVEL: "warn",
  DEMO: "off",
});

/** The program as its supervisor starts it, with the one role. */
async function startProjector(): Promise<ChildProcess> {
  const child = fork(fileOf("./main.ts"), { env: { ...environment(), ROLES: "projector" }, stdio: "inherit" });
  expect((await once(child, "message"))[0]).toMatchObject({ type: "ready" });
  return child;
}

beforeAll(async () => {
  [redis, server] = await Promise.all([startRedis(), startPostgres()]);
  await applyMigrations(server.url);
  database = openDatabase(server.url);
  ports = await openRedis({ url: redis.url, namespace: "models", partitions: 2, log: () => {} });
  const log = (_level: string, message: string) => void complaints.push(message);
  const candidates = createCandidates({ database, feeds: feedsOf(ports), monotonic: ports.clock.monotonic, log });
  shop = await createRuntime({ agents: createAgents({ candidates }), ports, log: () => {} });
  await shop.startSilo();
  projector = await startProjector();
});
afterAll(async () => {
  projector?.kill("SIGKILL");
  await shop?.drainSilo();
  await shop?.close();
  await ports?.close();
  await database?.$disconnect();
  await server?.stop();
  await redis?.stop();
});

const staff = () => shop.as({ kind: "staff", id: "anna" });
const lag = () => projectionLag(database, feedsOf(ports), ports.clock.now());
const caughtUp = () => expect.poll(lag, { timeout: 30_000 }).toMatchObject({ entries: 0, rebuilding: 0 });
const found = async (query: string) =>
  (await staff().query(productSearch, "any").search({ query })).map(({ productId }) => productId);

async function make(id: string, name: string): Promise<void> {
  const price = [{ price: { amount: 100, currency: "USD" }, region: "global" }];
  await staff().ask(product, id).initializeProduct({ name, brand: "Clay", description: "", tags: [] });
  await staff().ask(pricing, id).initializePricing({ msrpPrices: [], listPrices: price, salePrices: [] });
}

test("a projector that is killed under load leaves nothing out and writes nothing twice", async () => {
  const ids = Array.from({ length: 120 }, (_, n) => `p${n}`);
  const making = (async () => {
    for (let n = 0; n < ids.length; n += 8) await Promise.all(ids.slice(n, n + 8).map((id) => make(id, `Mug ${id}`)));
  })();
  for (let kills = 0; kills < 3; kills++) {
    projector.kill("SIGKILL");
    await once(projector, "exit");
    projector = await startProjector();
  }
  await making;
  await caughtUp();
  const rows = await database.catalogueProduct.findMany();
  expect(rows.map(({ productId, name }) => [productId, name]).sort()).toEqual(
    ids.map((id) => [id, `Mug ${id}`]).sort(),
  );
  const events = await database.priceEvent.findMany();
  expect(events.map(({ productId }) => productId).sort()).toEqual(ids.toSorted());
  expect(complaints).toEqual([]);
});

test("they are made again by one command while the shop runs", async () => {
  await make("again", "Once more");
  await database.catalogueProduct.deleteMany();
  const command = async (name: string) =>
    (await promisify(execFile)(process.execPath, [fileOf("./db/projections.ts"), name], { env: environment() })).stdout;
  expect(await command("rebuild")).toMatch(/^Made again: 121 products, 0 orders, 121 price changes\.$/m);
  await caughtUp();
  expect(await found("once")).toEqual(["again"]);
  expect(await command("lag")).toMatch(/^0 commits behind/m);
});

test("a search sees what has just been acknowledged", async () => {
  for (let n = 0; n < 20; n++) {
    await make(`fresh-${n}`, "Fresh");
    expect(await found(`fresh product-id:fresh-${n}`)).toEqual([`fresh-${n}`]);
  }
  expect(await found("fresh")).toHaveLength(20);
});

test("a search answers while PostgreSQL is away, and the shop can tell that it is", async () => {
  const before = await found("mug");
  await server.stop();
  expect(await checkDatabase(database)).toBe("PostgreSQL does not answer.");
  await make("late", "Mug late");
  expect(await found("mug")).toEqual([...before, "late"].sort());
  expect(complaints).toContain("searching without the index");
});
