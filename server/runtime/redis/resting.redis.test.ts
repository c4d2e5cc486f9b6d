import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRedis, type TestRedis } from "#server/testing/redis-server.ts";
import { partitionOf } from "../partition.ts";
import type { Fence } from "../ports.ts";
import { aCommit, anOk } from "../testing/samples.ts";
import { openRedis, type RedisPorts } from "./open-redis.ts";

let redis: TestRedis;
let observer: Redis;
let ports: RedisPorts;
let fences: Fence[];
beforeAll(async () => {
  redis = await startRedis({ appendfsync: "no" });
  observer = new Redis(redis.url);
  ports = await openRedis({ url: redis.url, namespace: "granary", partitions: 2, log: () => undefined });
  const claims = await Promise.all([0, 1].map((partition) => ports.store.claim(partition, "silo-a", 600_000)));
  fences = claims.map((claim, partition) => ({ partition, epoch: claim.kind === "claimed" ? claim.epoch : 0 }));
});
afterAll(async () => {
  await ports.close();
  observer.disconnect();
  await redis.stop();
});

const agents = 3000;
const state = JSON.stringify({ address: "x".repeat(300) });
const patch = JSON.stringify([{ op: "add", path: ["email"], value: "ada@example.com" }]);

/** What the server has allocated once answers and feed, which are bounded otherwise, are gone. */
async function memory(): Promise<number> {
  for (const key of await observer.keys("*:answer*")) await observer.del(key);
  for (const key of await observer.keys("*:feed")) await observer.del(key);
  return Number(/used_memory:(\d+)/.exec(await observer.info("memory"))?.[1]);
}

async function make(n: number, keep: 0 | "all", commits: number): Promise<void> {
  const agent = `${keep}cart/shopper-${String(n).padStart(7, "0")}`;
  const fence = fences[partitionOf(agent, 2)] ?? { partition: 0, epoch: 0 };
  for (let version = 0; version < commits; version++) {
    const ending = anOk(`${agent}-3f2504e0-4f89-11d3-${version}`, { patch: version === 0 ? state : patch });
    const first = version === 0 ? { snapshot: state } : {};
    const committed = await ports.store.commit(fence, aCommit(version, [ending], { agent, keep, ...first }));
    expect(committed.kind).toBe("committed");
  }
}

// npm run bench:resting shows it for a million
test.each([
  ["without history", 0, 1],
  ["without history, and with patches since its snapshot", 0, 3],
  ["with its history", "all", 1],
] as const)("a resting agent %s takes less than 1.5 KB beyond what it was given", async (_, keep, commits) => {
  const before = await memory();
  await Promise.all(Array.from({ length: agents }, (_, n) => make(n + commits * agents, keep, commits)));
  const given = state.length + (commits - 1) * patch.length + (keep === "all" ? state.length : 0);
  const beyond = ((await memory()) - before) / agents - given;
  expect(beyond).toBeLessThan(1536);
});
