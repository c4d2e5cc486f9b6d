import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { product } from "#agents/product/product.contract.ts";
import { createAgents } from "#agents/registry.ts";
import { createRuntime, type RuntimeProcess } from "#runtime/create-runtime.ts";
import { openRedis, type RedisPorts } from "#runtime/redis/open-redis.ts";
import { runCommand } from "#server/supervisor/run-command.ts";
import { writeServices } from "#server/supervisor/services-file.ts";
import { startRedis, type TestRedis } from "#server/testing/redis-server.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";

const folder = temporaryFolder("operator");
let redis: TestRedis;
let ports: RedisPorts;
let shop: RuntimeProcess;

beforeAll(async () => {
  redis = await startRedis();
  ports = await openRedis({ url: redis.url, namespace: "granary", partitions: 4, log: () => {} });
  shop = await createRuntime({ agents: createAgents(), ports, log: () => {} });
  await shop.startSilo();
  writeServices(folder.path, { redisUrl: redis.url, databaseUrl: "postgresql://nobody" });
});
afterAll(async () => {
  await shop?.drainSilo();
  await shop?.close();
  await ports?.close();
  await redis?.stop();
  folder.remove();
});

/** The command as a user says it, in a process of its own. */
function say(...args: string[]) {
  const env = { ...process.env, DATA_DIR: folder.path };
  return runCommand(process.execPath, ["scripts/bootstrap.mjs", "runtime", ...args], { env });
}

test("an agent of the shop on the data folder is found, forked and destroyed by a command", async () => {
  const mug = { name: "Mug", brand: "Clay", description: "", tags: [] };
  await shop.as({ kind: "staff", id: "anna" }).ask(product, "mug").initializeProduct(mug);
  expect(await say("fork", "product/mug", "copy")).toMatchObject({ code: 0 });
  expect(await say("list", "product")).toMatchObject({ code: 0, output: "copy\nmug\n" });
  const destroyed = await say("destroy", "product/mug", "--yes");
  expect(destroyed).toMatchObject({ code: 0, output: "product/mug is destroyed.\n" });
  expect(await shop.list(product)).toEqual({ ids: ["copy"] });
});

test("what is not said as it must be ends with 2, and no shop at all with 1", async () => {
  expect(await say("destroy", "product/mug")).toMatchObject({ code: 2 });
  const env = { ...process.env, DATA_DIR: `${folder.path}/nothing` };
  const { code, output } = await runCommand(process.execPath, ["scripts/bootstrap.mjs", "runtime", "count"], { env });
  expect(code).toBe(1);
  expect(output).toContain("no shop runs on");
  const strange = { ...process.env, DATA_DIR: folder.path, NAMESPACE: "granny" };
  const slip = await runCommand(process.execPath, ["scripts/bootstrap.mjs", "runtime", "count"], { env: strange });
  expect(slip).toMatchObject({ code: 1, output: expect.stringContaining("No shop was set up") });
  const redisOfAnother = new Redis(redis.url);
  expect(await redisOfAnother.keys("{granny*")).toEqual([]);
  redisOfAnother.disconnect();
});
