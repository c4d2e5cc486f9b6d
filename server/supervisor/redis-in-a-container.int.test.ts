import fs from "node:fs";
import path from "node:path";
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { findRedisServer } from "#server/supervisor/redis-binary.ts";
import { obtainRedisServer } from "#server/supervisor/redis-server.ts";
import { redisService } from "#server/supervisor/redis-service.ts";
import { startRedis } from "#server/testing/redis-server.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";

// Docker's place is taken by a script that writes its arguments down and runs a Redis on the published port
const docker = (redis: string, folder: string) => `#!/bin/sh
echo "$*" >> ${folder}/calls
if [ "$1" != run ]; then exit 0; fi
for word; do
  case "$word" in
    127.0.0.1:*:6379) port=\${word#127.0.0.1:}; port=\${port%:6379} ;;
    *.conf) config=$word ;;
  esac
done
exec ${redis} "$config" --port "$port"
`;

test("where only docker can give a Redis, it runs in a container under a password, and the one before it ends", async () => {
  const folder = temporaryFolder("container");
  // starting one fetches it where the machine has none
  await (await startRedis()).stop();
  const tools = path.resolve(import.meta.dirname, "../../.data/bin");
  const redis = await findRedisServer({ searchPath: process.env.PATH ?? "", toolsFolder: tools });
  if (!redis) throw new Error("a Redis has just run");
  fs.writeFileSync(path.join(folder.path, "docker"), docker(redis, folder.path), { mode: 0o755 });

  const search = { searchPath: folder.path, toolsFolder: folder.path, say: () => undefined };
  const systemPath = process.env.PATH;
  process.env.PATH = `${folder.path}${path.delimiter}${systemPath}`;
  const server = await obtainRedisServer({ ...search, unpack: async () => ({ ok: false, reason: "no packages" }) });
  const place = { dataFolder: folder.path, runFolder: folder.path, say: () => undefined, changed: () => undefined };
  const service = await redisService(server, place);
  await service.process.start();
  expect(service.url).toMatch(/^redis:\/\/:[\w-]{32}@127\.0\.0\.1:\d+$/);
  const client = new Redis(service.url);
  expect(await client.config("GET", "appendfsync")).toEqual(["appendfsync", "always"]);
  client.disconnect();
  const stranger = new Redis(service.url.replace(/:[\w-]{32}@/, ""), { lazyConnect: true });
  stranger.on("error", () => undefined);
  await expect(stranger.ping()).rejects.toThrow("NOAUTH");
  stranger.disconnect();
  await service.process.stop();
  process.env.PATH = systemPath;

  const calls = fs.readFileSync(path.join(folder.path, "calls"), "utf8").trim().split("\n");
  const [, , name] = (calls.find((call) => call.startsWith("rm")) ?? "").split(" ");
  expect(calls.find((call) => call.startsWith("run"))).toContain(`run --name ${name} --rm`);
  folder.remove();
});
