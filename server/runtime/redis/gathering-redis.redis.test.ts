import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { startRedis, type TestRedis } from "#server/testing/redis-server.ts";
import { GatheringRedis } from "./gathering-redis.ts";

let redis: TestRedis;
let client: GatheringRedis;
let observer: Redis;
beforeAll(async () => {
  redis = await startRedis({ appendfsync: "no" });
  observer = new Redis(redis.url);
});
afterAll(async () => {
  observer.disconnect();
  await redis.stop();
});
beforeEach(async () => {
  await observer.flushall();
  client = new GatheringRedis(redis.url);
  await client.ping();
});
afterEach(() => client.disconnect());

const list = () => observer.lrange("list", 0, -1);
const push = (...names: string[]) => names.map((name) => client.rpush("list", name));
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => String(from + n));

test("single commands, a pipeline and a transaction of one turn keep their order", async () => {
  const asked: Promise<unknown>[] = push(...numbers(0, 500));
  asked.push(client.pipeline().rpush("list", "500").rpush("list", "501").exec());
  asked.push(client.multi().rpush("list", "502").rpush("list", "503").exec());
  asked.push(...push("504"));
  await Promise.all(asked);
  expect(await list()).toEqual(numbers(0, 505));
});

test("they are one write, as far as the server can see", async () => {
  const reads = async () => Number(/total_reads_processed:(\d+)/.exec(await observer.info("stats"))?.[1]);
  const before = await reads();
  await Promise.all(push(...numbers(0, 50)));
  // the second question is a read as well
  expect((await reads()) - before - 1).toBe(1);
});

test("what was gathered when the connection broke is sent on the next one, in order", async () => {
  const asked = push("1", "2");
  client.stream.destroy();
  asked.push(...push("3"));
  await Promise.all(asked);
  expect(await list()).toEqual(["1", "2", "3"]);
});

test("what was gathered before the connection is closed on purpose is written", async () => {
  const asked = push("1", "2").map((each) => each.catch(() => undefined));
  client.disconnect();
  await Promise.all(asked);
  await expect.poll(list).toEqual(["1", "2"]);
});

test("more than a turn should hold leaves before its end, in order", async () => {
  const large = numbers(0, 40).map((name) => name.padEnd(100_000, "."));
  await Promise.all(push(...large, "last"));
  expect(await list()).toEqual([...large, "last"]);
});
