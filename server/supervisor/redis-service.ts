import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Redis } from "ioredis";
import { freePort } from "#server/supervisor/free-port.ts";
import { type KeptProcess, keepProcess } from "#server/supervisor/kept-process.ts";
import { redisConfig, redisUrl } from "#server/supervisor/redis-config.ts";
import type { RedisServer } from "#server/supervisor/redis-server.ts";

interface Place {
  dataFolder: string;
  runFolder: string;
  say(line: string): void;
  changed(): void;
}

const grace = 10_000;
const patience = 5_000;

/** The shop's private Redis: every answer is on disk before it is given. */
export async function redisService(server: RedisServer, place: Place): Promise<{ url: string; process: KeptProcess }> {
  const folder = path.join(place.dataFolder, "redis");
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const config = path.join(folder, "redis.conf");
  const listen = server.needsPort
    ? { port: await freePort(), password: randomBytes(24).toString("base64url") }
    : { socket: path.join(place.runFolder, "redis.sock") };
  const url = redisUrl(listen);
  fs.writeFileSync(config, redisConfig({ folder, listen, appendfsync: "always" }), { mode: 0o600 });
  if ("socket" in listen) await endOrphan(listen.socket);

  const kept = keepProcess({
    name: "redis",
    grace,
    say: place.say,
    changed: place.changed,
    launch() {
      const log = fs.openSync(path.join(folder, "redis.log"), "a", 0o600);
      const [command = "", ...args] = [...dieWithParent(), ...server.command({ folder, config, listen })];
      const child = spawn(command, args, { detached: true, stdio: ["ignore", log, log] });
      fs.closeSync(log);
      return child;
    },
    async whenReady(_child, gone) {
      const client = new Redis(url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
      client.on("error", () => undefined);
      try {
        await Promise.race([client.ping(), gone]);
      } finally {
        client.disconnect();
      }
    },
  });
  return { url, process: kept };
}

/** A Redis that outlived its supervisor and is in no ledger still holds the socket: it ends cleanly. */
async function endOrphan(socket: string): Promise<void> {
  const client = new Redis(socket, {
    lazyConnect: true,
    enableReadyCheck: false,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: patience,
    commandTimeout: patience,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.shutdown("NOSAVE");
  } catch {
    // nobody answers there, which is what we want
  } finally {
    client.disconnect();
    fs.rmSync(socket, { force: true });
  }
}

/** On Linux the kernel can end Redis with its supervisor, even when that is killed. */
function dieWithParent(): string[] {
  const prefix = ["setpriv", "--pdeathsig", "TERM"];
  const { status } = spawnSync("setpriv", [...prefix.slice(1), "true"], { stdio: "ignore" });
  return status === 0 ? prefix : [];
}
