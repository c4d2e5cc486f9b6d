import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRedis, type TestRedis } from "#server/testing/redis-server.ts";

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

test("what was answered survives a kill and a restart", async () => {
  const before = new Redis(redis.url, { retryStrategy: () => null });
  before.on("error", () => undefined);
  await before.set("kept", "yes");
  await redis.kill();
  before.disconnect();
  await redis.restart();
  const after = new Redis(redis.url);
  expect(await after.get("kept")).toBe("yes");
  expect(await after.config("GET", "appendfsync")).toEqual(["appendfsync", "always"]);
  expect(await after.config("GET", "maxmemory-policy")).toEqual(["maxmemory-policy", "noeviction"]);
  after.disconnect();
});
