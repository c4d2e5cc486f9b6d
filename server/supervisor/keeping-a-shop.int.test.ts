import fs from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { identify, isAlive } from "#server/supervisor/process-identity.ts";
import { startRedis } from "#server/testing/redis-server.ts";
import { runShopToItsEnd, startShop, type TestShop } from "#server/testing/shop.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";

const program = "server/supervisor/testing/fake-shop.ts";
const roles = "web,silo,projector";

let folder: ReturnType<typeof temporaryFolder>;
let shop: TestShop;
beforeAll(async () => {
  folder = temporaryFolder("house");
  shop = await startShop({ program, dataFolder: folder.path });
});
afterAll(async () => {
  await shop.stop();
  folder.remove();
});

async function ask(): Promise<Record<string, string>> {
  const response = await fetch(shop.url);
  return (await response.json()) as Record<string, string>;
}

/** Polled, because a start again is announced to nobody outside the supervisor. */
async function until<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    await wait(10);
  }
}

const startedAgain = (name: string, before: number | undefined) =>
  until(() => {
    const pid = shop.pids()[name];
    return pid !== undefined && pid !== before ? pid : undefined;
  });

async function redisClient() {
  const client = new Redis((await ask()).REDIS_URL ?? "", { retryStrategy: () => 20 });
  return client.on("error", () => undefined);
}

test("the shop's process is told its roles, its servers and its folder", async () => {
  expect(await ask()).toMatchObject({
    ROLES: roles,
    NODE_ENV: "production",
    DATA_DIR: folder.path,
    REDIS_URL: `unix://${folder.path}/run/redis.sock`,
    DATABASE_URL: `postgresql://postgres@/postgres?host=${folder.path}/run&port=5432`,
  });
  expect(Object.keys(shop.pids()).sort()).toEqual(["pglite", "redis", "supervisor", roles]);
});

test("the private Redis writes each answer to disk and never evicts", async () => {
  const redis = await redisClient();
  expect(await redis.config("GET", "append*")).toEqual(expect.arrayContaining(["appendonly", "yes", "always"]));
  expect(await redis.config("GET", "maxmemory-policy")).toEqual(["maxmemory-policy", "noeviction"]);
  expect(await redis.config("GET", "port")).toEqual(["port", "0"]);
  redis.disconnect();
});

test("a second start on the same folder says in one sentence where the shop runs", async () => {
  const second = await runShopToItsEnd({ program, dataFolder: folder.path });
  expect(second.code).toBe(1);
  expect(second.output.trim()).toBe(
    `The shop on ${folder.path} already runs at ${shop.url} (process ${shop.pids().supervisor}): ` +
      "use that one, stop it first, or choose another folder with DATA_DIR.",
  );
});

test("a killed shop process is started again at the same address", async () => {
  const before = shop.pids()[roles];
  process.kill(before ?? 0, "SIGKILL");
  const after = await startedAgain(roles, before);
  await until(() => (shop.output.includes("starting it again") ? true : undefined));
  // the id is known when the process is launched, the address answers when it listens
  for (;;) if ((await ask().catch(() => undefined))?.pid !== undefined) break;
  expect((await ask()).pid).toBe(after);
});

test("a killed Redis and a killed PGlite come back with their data", async () => {
  const first = await redisClient();
  await first.set("kept", "yes");
  for (const name of ["redis", "pglite"]) {
    const before = shop.pids()[name];
    process.kill(before ?? 0, "SIGKILL");
    await startedAgain(name, before);
  }
  expect(await first.get("kept")).toBe("yes");
  first.disconnect();
});

test("processes of one role join the running shop and leave it running", async () => {
  const silo = await startJoined();
  expect(silo.code).toBe(0);
  expect(fs.readdirSync(folder.path).filter((name) => /^run-\d+/.test(name))).toEqual([]);
  expect((await ask()).ROLES).toBe(roles);
});

async function startJoined() {
  const started = runShopToItsEnd({ program, dataFolder: folder.path, args: ["--roles=silo"] });
  const file = await until(() => fs.readdirSync(folder.path).find((name) => /^run-\d+\.json$/.test(name)));
  const { pids } = JSON.parse(fs.readFileSync(`${folder.path}/${file}`, "utf8"));
  expect(Object.keys(pids)).toEqual(["supervisor", "silo"]);
  process.kill(pids.supervisor, "SIGTERM");
  return await started;
}

test("what a killed supervisor has started ends by itself", async () => {
  const { supervisor = 0, redis = 0, ...others } = shop.pids();
  const left = Object.values(others).flatMap((pid) => identify(pid) ?? []);
  expect(left).toHaveLength(2);
  process.kill(supervisor, "SIGKILL");
  await until(() => (left.some(isAlive) ? undefined : true));
  shop = await startShop({ program, dataFolder: folder.path });
  expect(shop.pids().redis).not.toBe(redis);
});

test("a killed supervisor leaves nothing that the next start trips over", async () => {
  const redis = await redisClient();
  await redis.set("before", "the kill");
  redis.disconnect();
  const left = Object.values(shop.pids()).flatMap((pid) => identify(pid) ?? []);
  const { supervisor = 0 } = shop.pids();
  process.kill(supervisor, "SIGKILL");
  shop = await startShop({ program, dataFolder: folder.path });
  expect(left.filter(isAlive)).toEqual([]);
  const after = await redisClient();
  expect(await after.get("before")).toBe("the kill");
  after.disconnect();
});

test("a shop whose processes were all killed at once starts again on its data", async () => {
  const redis = await redisClient();
  await redis.set("all", "killed");
  redis.disconnect();
  await shop.kill();
  shop = await startShop({ program, dataFolder: folder.path });
  const after = await redisClient();
  expect(await after.get("all")).toBe("killed");
  after.disconnect();
});

test.each(["SIGINT", "SIGTERM"] as const)("%s closes everything and answers 0", async (signal) => {
  const children = Object.values(shop.pids()).flatMap((pid) => identify(pid) ?? []);
  expect(children).toHaveLength(4);
  expect(await shop.stop(signal)).toBe(0);
  expect(children.filter(isAlive)).toEqual([]);
  expect(fs.existsSync(`${folder.path}/run.json`)).toBe(false);
  shop = await startShop({ program, dataFolder: folder.path });
});

test("a Redis that is given is used and none is started", async () => {
  await shop.stop();
  const given = await startRedis();
  shop = await startShop({ program, dataFolder: folder.path, env: { REDIS_URL: given.url } });
  expect((await ask()).REDIS_URL).toBe(given.url);
  expect(Object.keys(shop.pids())).not.toContain("redis");
  expect(await shop.stop()).toBe(0);
  expect(identify(given.pid)).toBeDefined();
  await given.stop();
  shop = await startShop({ program, dataFolder: folder.path });
});

test("with --split each role has a process of its own", async () => {
  await shop.stop();
  shop = await startShop({ program, dataFolder: folder.path, args: ["--split"] });
  expect(Object.keys(shop.pids()).sort()).toEqual(["pglite", "projector", "redis", "silo", "supervisor", "web"]);
  expect((await ask()).ROLES).toBe("web");
});
