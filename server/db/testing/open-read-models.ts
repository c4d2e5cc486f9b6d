import { product } from "#agents/product/product.contract.ts";
import { createAgents } from "#agents/registry.ts";
import { type TestRuntime, testRuntime } from "#runtime/testing/test-runtime.ts";
import { type Database, openDatabase } from "../client.ts";
import { catchUp } from "../projector/catch-up.ts";
import { type Feeds, feedsOf } from "../projector/feed-place.ts";
import { createPartitionProjector, type Projecting } from "../projector/partition-projector.ts";
import { applyMigrations } from "../schema-engine.ts";
import { createBestMatches } from "../search/create-best-matches.ts";
import { createCandidates } from "../search/create-candidates.ts";

export type Fields = { name: string; brand: string; description: string; tags: string[] };

export interface ReadModels {
  database: Database;
  shop: TestRuntime;
  feeds: Feeds;
  staff: ReturnType<TestRuntime["as"]>;
  /** How often the index has given candidates. */
  readonly asked: number;
  make(id: string, fields?: Partial<Fields>): Promise<void>;
  /** One process's projector until it has nothing more to do. */
  project(how?: Partial<Pick<Projecting, "failpoint" | "runtime">>): Promise<void>;
  /** Empties the read models, as a database that was just made. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

/** Agents in memory beside a real database with this version's tables. */
export async function openReadModels(url: string): Promise<ReadModels> {
  await applyMigrations(url);
  const database = openDatabase(url);
  let asked = 0;
  // the index reads the feeds of the runtime that it serves
  const late = { feeds: undefined as Feeds | undefined };
  const feedsLater: Pick<Feeds, "feed" | "lastChanges" | "partitions"> = {
    partitions: 2,
    feed: async (partition, page) => late.feeds?.feed(partition, page) ?? [],
    lastChanges: async (partition, types) => (await late.feeds?.lastChanges(partition, types)) ?? new Map(),
  };
  const patience = { monotonic: () => performance.now(), log: () => {}, patience: 20_000 };
  const indexed = createCandidates({ database, feeds: feedsLater, ...patience });
  const shop = await testRuntime({
    partitions: 2,
    agents: createAgents({
      candidates: async (...question) => {
        const found = await indexed(...question);
        if (found !== null) asked += 1;
        return found;
      },
      bestMatches: createBestMatches({ database, ...patience }),
    }),
  });
  const feeds = feedsOf(shop.ports);
  late.feeds = feeds;
  const staff = shop.as({ kind: "staff", id: "anna" });

  return {
    database,
    shop,
    feeds,
    staff,
    get asked() {
      return asked;
    },
    async make(id, fields = {}) {
      const given = { name: `Mug ${id}`, brand: "Clay & Co", description: "Holds tea.", tags: ["kitchen"], ...fields };
      await staff.ask(product, id).initializeProduct(given);
    },
    project(how = {}) {
      const projecting = { database, feeds, runtime: shop.runtime, ...how };
      return catchUp(projecting, createPartitionProjector(projecting));
    },
    async forget() {
      await database.$executeRaw`TRUNCATE projection, catalogue_product, placed_order, price_event`;
    },
    async close() {
      await shop.stop();
      await database.$disconnect();
    },
  };
}
