import { product } from "#agents/product/product.contract.ts";
import { createAgents } from "#agents/registry.ts";
import { createRuntime, type RuntimeProcess } from "#runtime/create-runtime.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { type Database, openDatabase } from "#server/db/client.ts";
import { catchUp } from "#server/db/projector/catch-up.ts";
import { feedsOf } from "#server/db/projector/feed-place.ts";
import { createPartitionProjector } from "#server/db/projector/partition-projector.ts";
import { applyMigrations } from "#server/db/schema-engine.ts";
import { createBestMatches } from "#server/db/search/create-best-matches.ts";
import { createCandidates } from "#server/db/search/create-candidates.ts";
import type { TestPostgres } from "#server/testing/postgres-server.ts";
import { startRedis } from "#server/testing/redis-server.ts";
import { entry } from "./catalogue.ts";
import type { Asked } from "./measure.ts";

export interface SearchedShop {
  runtime: RuntimeProcess;
  database: Database;
  index: Asked;
  /** Makes the products as agents, each by its command. */
  fill(products: number): Promise<void>;
  /** Makes the read models of all of them. */
  project(): Promise<void>;
  stop(): Promise<void>;
}

const partitions = 4;
const together = 256;

/** Agents on a Redis of their own, and a database of their own behind their search. */
export async function openSearchedShop(startDatabase: () => Promise<TestPostgres>): Promise<SearchedShop> {
  const opened = new AsyncDisposableStack();
  const redis = await startRedis({ appendfsync: "everysec" });
  opened.defer(() => redis.stop());
  const server = await startDatabase();
  opened.defer(() => server.stop());
  await applyMigrations(server.url);
  const database = openDatabase(server.url);
  opened.defer(() => database.$disconnect());
  const log = () => {};
  const ports = await openRedis({ url: redis.url, namespace: "bench", partitions, log });
  opened.defer(() => ports.close());
  const feeds = feedsOf(ports);
  const { monotonic } = ports.clock;
  const candidates = createCandidates({ database, feeds, monotonic, log });
  const counted = { asked: 0, silent: 0 };
  const runtime = await createRuntime({
    agents: createAgents({
      bestMatches: createBestMatches({ database, monotonic, log }),
      candidates: async (...question) => {
        const page = await candidates(...question);
        counted.asked += 1;
        if (page === null) counted.silent += 1;
        return page;
      },
    }),
    ports,
    log,
  });
  opened.defer(() => runtime.close());
  await runtime.startSilo();
  opened.defer(() => runtime.drainSilo());

  return {
    runtime,
    database,
    index: { count: () => ({ ...counted }) },
    async fill(products) {
      const { ask } = runtime.as({ kind: "system", id: "bench" });
      let next = 0;
      const make = async () => {
        while (next < products) {
          const n = next++;
          await ask(product, `p${n}`).initializeProduct(entry(n));
        }
      };
      await Promise.all(Array.from({ length: together }, make));
    },
    async project() {
      const projecting = { database, feeds, runtime };
      await catchUp(projecting, createPartitionProjector(projecting));
      await database.$executeRaw`ANALYZE catalogue_product`;
    },
    stop: () => opened.disposeAsync(),
  };
}
