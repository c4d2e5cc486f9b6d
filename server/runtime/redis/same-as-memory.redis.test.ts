import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRedis, type TestRedis } from "#server/testing/redis-server.ts";
import { createMemoryWorld } from "../memory/memory-ports.ts";
import { createVirtualClock } from "../memory/virtual-clock.ts";
import { answersOf, storeOperations } from "../testing/store-operations.ts";
import { type Connection, connect } from "./connection.ts";
import { createKeys } from "./keys.ts";
import { createRedisAccess } from "./redis-access.ts";
import { createRedisStore } from "./redis-store.ts";

let redis: TestRedis;
let connection: Connection;
beforeAll(async () => {
  redis = await startRedis({ appendfsync: "no" });
  connection = connect({ url: redis.url, name: "test", log: () => undefined, patienceMs: 5000 }, { gathers: true });
  await connection.ready();
});
afterAll(async () => {
  connection.close();
  await redis.stop();
});

test("whatever is asked of a store, Redis answers as memory does", async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(storeOperations, async (operations) => {
      const keys = createKeys(`run${runs++}`, 1);
      const onRedis = await answersOf(createRedisStore(createRedisAccess(connection, keys, 1)), operations);
      const { store } = createMemoryWorld({ partitions: 1, clock: createVirtualClock(0) }).connect();
      expect(onRedis).toEqual(await answersOf(store, operations));
    }),
    { numRuns: 150, seed: 20_261_122 },
  );
}, 60_000);
