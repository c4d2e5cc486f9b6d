import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRedis, type TestRedis } from "#server/testing/redis-server.ts";
import type { Answer } from "../message.ts";
import { aCommit, aMessage, anOk, told } from "../testing/samples.ts";
import { openRedis, type RedisPorts } from "./open-redis.ts";

let redis: TestRedis;
let ports: RedisPorts;
let observer: Redis;
beforeAll(async () => {
  redis = await startRedis();
  observer = new Redis(redis.url);
  ports = await openRedis({ url: redis.url, namespace: "shop", partitions: 4, log: () => undefined });
});
afterAll(async () => {
  await ports.close();
  observer.disconnect();
  await redis.stop();
});

/** How often the server read from a socket on behalf of `work`. */
async function serverReads(work: () => Promise<unknown>): Promise<number> {
  const count = async () => Number(/total_reads_processed:(\d+)/.exec(await observer.info("stats"))?.[1]);
  const before = await count();
  await work();
  // the second question is one read as well
  return (await count()) - before - 1;
}

const readTwenty = () => {
  return Promise.all(Array.from({ length: 20 }, (_, n) => ports.store.read(`product/p${n}`)));
};

test("a cart of 20 lines is one round trip, over all partitions", async () => {
  await readTwenty();
  expect(await serverReads(readTwenty)).toBe(1);
});

test("last changes that are asked for at once are one round trip, and each has what it asked for", async () => {
  const claim = await ports.store.claim(2, "silo-a", 60_000);
  const fence = { partition: 2, epoch: claim.kind === "claimed" ? claim.epoch : 0 };
  await ports.store.commit(fence, aCommit(0, [anOk("c1")]));
  const asked = () =>
    Promise.all([
      ports.store.lastChanges(2, ["product"]),
      ports.store.lastChanges(2, ["cart", "order"]),
      ports.store.lastChanges(3, ["cart"]),
    ]);
  const reads = await serverReads(async () => {
    const [first, second, third] = await asked();
    expect(first.get("product")).toBeUndefined();
    expect(second.get("cart")).toBeDefined();
    expect(third.size).toBe(0);
  });
  expect(reads).toBe(1);
});

test("the scripts' texts travel with the first calls, not in round trips of their own", async () => {
  const fresh = await openRedis({ url: redis.url, namespace: "fresh", partitions: 4, log: () => undefined });
  const reads = await serverReads(() => Promise.all([fresh.store.read("cart/u1"), fresh.store.read("cart/u2")]));
  expect(reads).toBe(1);
  await fresh.close();
});

test("a plain command is three scripts: add, fetch, commit", async () => {
  const line = { partition: 0, lane: "default", kind: "doors" } as const;
  const intake = ports.queues.intake(line, () => true);
  const claim = await ports.store.claim(0, "silo-a", 60_000);
  const fence = { partition: 0, epoch: claim.kind === "claimed" ? claim.epoch : 0 };
  const command = async (n: number) => {
    await ports.queues.add(line, [aMessage({ callId: `c${n}` })]);
    await intake.next(false);
    await ports.store.commit(fence, aCommit(n, [anOk(`c${n}`)], n === 0 ? {} : { keep: 0 }));
  };
  await command(0);
  expect(await serverReads(() => command(1))).toBe(3);
});

test("what several agents commit at once is one script, and a few where they are many", async () => {
  const claim = await ports.store.claim(2, "silo-a", 60_000);
  const fence = { partition: 2, epoch: claim.kind === "claimed" ? claim.epoch : 0 };
  const commits = (round: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, n) =>
        ports.store.commit(fence, aCommit(0, [anOk(`${round} ${n}`)], { agent: `cart/${round}-${n}` })),
      ),
    );
  await commits("first", 1);
  const scripts = async (work: () => Promise<unknown>) => {
    const count = async () => Number(/cmdstat_evalsha:calls=(\d+)/.exec(await observer.info("commandstats"))?.[1] ?? 0);
    const before = await count();
    await work();
    return (await count()) - before;
  };
  expect(await scripts(() => commits("few", 30))).toBe(1);
  expect(await scripts(() => commits("many", 300))).toBe(3);
});

test("an agent whose keys are damaged keeps no other from its commit", async () => {
  const claim = await ports.store.claim(3, "silo-a", 60_000);
  const fence = { partition: 3, epoch: claim.kind === "claimed" ? claim.epoch : 0 };
  const commit = (id: string) => ports.store.commit(fence, aCommit(0, [anOk(`of ${id}`)], { agent: `cart/${id}` }));
  const [damaged = ""] = (await observer.keys("*:owner"))
    .filter((key) => key.includes("shop:3"))
    .map((key) => key.replace(/:owner$/, ":agent:cart/damaged"));
  await observer.set(damaged, "no hash");
  const outcomes = await Promise.allSettled([commit("a"), commit("damaged"), commit("b")]);
  expect(outcomes).toMatchObject([
    { value: { kind: "committed" } },
    { reason: { message: expect.stringContaining("WRONGTYPE") } },
    { value: { kind: "committed" } },
  ]);
  const kept = await ports.store.answers(3, ["of a", "of damaged", "of b"]);
  expect(kept.map((answer) => answer !== undefined)).toEqual([true, false, true]);
});

test("scripts that the server has forgotten are sent again", async () => {
  await readTwenty();
  await observer.script("FLUSH");
  expect(await readTwenty()).toEqual(Array.from({ length: 20 }, () => ({ kind: "none" })));
  const line = { partition: 1, lane: "default", kind: "doors" } as const;
  await ports.queues.add(line, [aMessage()]);
  await observer.script("FLUSH");
  expect((await ports.queues.intake(line, () => true).next(false))?.messages).toEqual([aMessage()]);
});

test("a commit that is too much for one call leaves those beside it alone", async () => {
  const claim = await ports.store.claim(1, "silo-a", 60_000);
  const fence = { partition: 1, epoch: claim.kind === "claimed" ? claim.epoch : 0 };
  const commit = (id: string, tells: number) => {
    const out = Array.from({ length: tells }, (_, n) => told(fence, `${id} tells ${n}`));
    return ports.store.commit(fence, aCommit(0, [anOk(`of ${id}`, { out })], { agent: `cart/${id}` }));
  };
  const committed = { kind: "committed" };
  expect(await Promise.all([commit("a", 0), commit("many", 70_000), commit("b", 1)])).toEqual([
    committed,
    committed,
    committed,
  ]);
  expect(await ports.store.outboxDepth(1)).toBe(70_001);
  // what JSON cannot carry is a bug of the one that has it
  const unsayable = { kind: "ok", value: 1n } as unknown as Answer;
  const bug = aCommit(0, [anOk("of bug", { answer: unsayable })], { agent: "cart/bug" });
  const outcomes = await Promise.allSettled([commit("c", 0), ports.store.commit(fence, bug), commit("d", 0)]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
}, 30_000);
