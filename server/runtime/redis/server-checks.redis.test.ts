import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRedis, type TestRedis } from "#server/testing/redis-server.ts";
import { openRedis } from "./open-redis.ts";
import { checkServer } from "./redis-checks.ts";

let redis: TestRedis;
let admin: Redis;
beforeAll(async () => {
  redis = await startRedis();
  admin = new Redis(redis.url);
});
afterAll(async () => {
  admin.disconnect();
  await redis.stop();
});

const log = () => undefined;
const open = (about: { url?: string; namespace?: string; partitions?: number | undefined } = {}) => {
  return openRedis({ url: redis.url, namespace: "shop", partitions: 4, log, patienceMs: 200, ...about });
};
const warningsWith = async (setting: string, value: string) => {
  const before = ((await admin.config("GET", setting)) as string[])[1] ?? "";
  await admin.config("SET", setting, value);
  try {
    const ports = await open();
    await ports.close();
    return ports.warnings;
  } finally {
    await admin.config("SET", setting, before);
  }
};

test("the private Redis gives no reason to warn", async () => {
  const ports = await open();
  expect(ports.warnings).toEqual([]);
  await ports.close();
});

test.each(["allkeys-lru", "volatile-ttl"])("a Redis that may evict (%s) is refused", async (policy) => {
  await expect(warningsWith("maxmemory-policy", policy)).rejects.toThrow(`maxmemory-policy ${policy}`);
});

test("appendfsync everysec is taken with a warning that names what is not promised", async () => {
  const warnings = await warningsWith("appendfsync", "everysec");
  expect(warnings).toEqual([expect.stringMatching(/everysec.*last second or so may be lost/)]);
});

test("no append-only file is taken with a warning", async () => {
  const warnings = await warningsWith("appendonly", "no");
  expect(warnings).toEqual([expect.stringMatching(/acknowledged is lost when Redis dies/)]);
});

test.each(["6.2.14", "5.0.7"])("Redis %s is refused", async (version) => {
  const info = `# Server\r\nredis_version:${version}\r\n`;
  await expect(checkServer({ info: async () => info } as unknown as Redis)).rejects.toThrow(
    `Redis ${version} is too old`,
  );
});

test("a server that hides its configuration is taken with a warning", async () => {
  const info = "redis_version:7.2.4\r\nmaxmemory_policy:noeviction\r\naof_enabled:1\r\n";
  const config = async () => {
    throw new Error("ERR unknown command 'CONFIG'");
  };
  const warnings = await checkServer({ info: async () => info, config } as unknown as Redis);
  expect(warnings).toEqual([expect.stringMatching(/does not tell its appendfsync/)]);
});

test("the number of partitions is fixed at the first start, for each namespace", async () => {
  for (const ports of [await open({ namespace: "fixed" }), await open({ namespace: "fixed" })]) await ports.close();
  await expect(open({ namespace: "fixed", partitions: 8 })).rejects.toThrow("set PARTITIONS to 4");
  const other = await open({ namespace: "other", partitions: 8 });
  await other.close();
  const asStored = await open({ namespace: "other", partitions: undefined });
  expect(asStored.partitions).toBe(8);
  await asStored.close();
});

test("a server that is not there is one sentence without its password", async () => {
  await expect(open({ url: "redis://:secret@127.0.0.1:1" })).rejects.toThrow("Redis cannot be reached at 127.0.0.1:1.");
  await expect(open({ url: "unix:///nowhere/redis.sock" })).rejects.toThrow(
    "Redis cannot be reached at /nowhere/redis.sock.",
  );
  await expect(open({ url: "http://localhost" })).rejects.toThrow("REDIS_URL must begin with redis://");
});

test("the clock tells the server's time", async () => {
  const ports = await open();
  const [before, now, after] = [await admin.time(), ports.clock.now(), await admin.time()];
  const ms = ([seconds, microseconds]: number[]) => Number(seconds) * 1000 + Number(microseconds) / 1000;
  expect(now).toBeGreaterThan(ms(before) - 50);
  expect(now).toBeLessThan(ms(after) + 50);
  await ports.close();
});
