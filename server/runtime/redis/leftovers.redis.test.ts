import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRedis, type TestRedis } from "#server/testing/redis-server.ts";
import type { Fence } from "../ports.ts";
import { aCommit, aFail, aLetter, aLine, aMessage, anAsk, anOk, anOpening, told } from "../testing/samples.ts";
import { openRedis, type RedisPorts } from "./open-redis.ts";

let redis: TestRedis;
let admin: Redis;
let ports: RedisPorts;
let fence: Fence;
beforeAll(async () => {
  redis = await startRedis();
  admin = new Redis(redis.url);
  ports = await openRedis({ url: redis.url, namespace: "shop", partitions: 1, log: () => undefined });
  const claim = await ports.store.claim(0, "silo-a", 60_000);
  fence = { partition: 0, epoch: claim.kind === "claimed" ? claim.epoch : 0 };
});
afterAll(async () => {
  await ports.close();
  admin.disconnect();
  await redis.stop();
});

const keys = async () => (await admin.keys("*")).map((key) => key.replace("{shop:0}:", "")).sort();

test("what has ended leaves only its agent, its answer and its place in the streams", async () => {
  const { store } = ports;
  const line = aLine(0);
  await store.open(fence, anOpening({ callId: "c1", events: [anAsk(0)] }));
  await store.commit(fence, aCommit(0, [anOk("c1", { out: [told(fence, "t1")] })]));
  await store.open(fence, anOpening({ callId: "c2", base: 1 }));
  await store.commit(fence, aCommit(1, [aFail("c2")]));
  const letter = (callId: string) => aLetter({ message: aMessage({ callId, agent: "order/never" }) });
  await store.open(fence, anOpening({ callId: "c3", agent: "order/never" }));
  await store.bury(fence, letter("c3"), []);
  await store.discard(0, "c3");
  await store.bury(fence, letter("c4"), []);
  await store.replay(0, "c4", line, 1);
  await store.park(fence, aMessage({ callId: "c5", at: 5 }));
  await store.wake(fence, 5, () => line);
  await store.recovered(fence, ["job"]);
  await store.forget(fence, ["job"]);
  await store.mark(fence, "c1");
  await store.unmark(fence, "c1");
  const entries = await store.outbox(0, { limit: 9 });
  await store.sent(
    fence,
    entries.map(({ entryId }) => entryId),
  );
  expect(await keys()).toEqual([
    "agent:cart/u1",
    "answer:c1",
    "answer:c2",
    "answer:c3",
    "answers",
    "answers:none:10000",
    "changes",
    "directory:cart",
    "feed",
    "outbox",
    "owner",
    "parked:count",
    "replayed:c4",
    "snapshot:cart/u1",
    "{shop}:partitions",
  ]);
});

test("an answer has no time to live: it stays until the horizon has passed it, and then nothing is left of it", async () => {
  await ports.store.commit(fence, aCommit(0, [anOk("kept", { scope: "api" })], { agent: "order/o1" }));
  expect(await admin.ttl("{shop:0}:answer:kept")).toBe(-1);
  await ports.store.speak(fence, { horizon: 86_400_000 });
  await ports.store.sweep(fence, 1000);
  expect(await keys()).toContain("answer:kept");
  await ports.store.speak(fence, { horizon: 87_000_000 });
  await ports.store.sweep(fence, 1000);
  expect((await keys()).filter((key) => /^(answers?|replayed)\b/.test(key))).toEqual([]);
});

test("an answer takes less than 250 bytes beyond its text", async () => {
  const bytes = async () => Number(/used_memory:(\d+)/.exec(await admin.info("memory"))?.[1]);
  const group = (n: number) => {
    return Array.from({ length: 100 }, () => aFail(randomUUID(), { since: 100_000_000 + (n % 10) * 1000 }));
  };
  const before = await bytes();
  for (let n = 0; n < 100; n++) await ports.store.commit(fence, aCommit(0, group(n), { agent: "order/o2" }));
  const each = (await bytes()) - before;
  const text = JSON.stringify({ answer: group(0)[0]?.answer, hash: `hash of ${randomUUID()}` }).length;
  expect(each / 10_000 - text).toBeLessThan(250);
  expect(each / 10_000 - text).toBeGreaterThan(50);
});

test("a finished job leaves nothing but its line's counters", async () => {
  const line = aLine(0, "doors");
  const intake = ports.queues.intake(line, () => true);
  await Promise.all(Array.from({ length: 300 }, () => ports.queues.add(line, [aMessage()])));
  const jobs = await Promise.all(Array.from({ length: 300 }, () => intake.next(false)));
  await Promise.all(jobs.map((job) => intake.finish(job?.id ?? "")));
  const left = (await keys()).filter((key) => key.startsWith("doors-default:"));
  expect(left.filter((key) => /:\d+$/.test(key))).toEqual([]);
  expect(await admin.llen("{shop:0}:doors-default:active")).toBe(0);
  expect(await admin.xlen("{shop:0}:doors-default:events")).toBeLessThan(250);
});
