import path from "node:path";
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { identify } from "#server/supervisor/process-identity.ts";
import { obtainRedisServer } from "#server/supervisor/redis-server.ts";
import { redisService } from "#server/supervisor/redis-service.ts";
import { startRedis } from "#server/testing/redis-server.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";

const toolsFolder = path.resolve(import.meta.dirname, "../../.data/bin");

test("a Redis that nobody remembers ends before another works on its files, and nothing is lost", async () => {
  await (await startRedis()).stop();
  const folder = temporaryFolder("orphan");
  const server = await obtainRedisServer({ searchPath: process.env.PATH ?? "", toolsFolder, say: () => undefined });
  const place = { dataFolder: folder.path, runFolder: folder.path, say: () => undefined, changed: () => undefined };
  const forgotten = await redisService(server, place);
  await forgotten.process.start();
  const client = new Redis(forgotten.url, { retryStrategy: () => null });
  client.on("error", () => undefined);
  await client.set("written", "before");
  client.disconnect();
  const pid = forgotten.process.pid ?? 0;

  const next = await redisService(server, place);
  // the first one's keeper would start it again
  const stopped = forgotten.process.stop();
  await stopped;
  // it has let go of its files; the system may still be clearing it away
  while (identify(pid)) await new Promise((resolve) => setImmediate(resolve));
  await next.process.start();
  const after = new Redis(next.url);
  expect(await after.get("written")).toBe("before");
  after.disconnect();
  await next.process.stop();
  folder.remove();
});
