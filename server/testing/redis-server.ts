import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { findRedisServer, unpackRedisServer } from "#server/supervisor/redis-binary.ts";
import { redisConfig, redisUrl } from "#server/supervisor/redis-config.ts";

const toolsFolder = fileURLToPath(new URL("../../.data/bin", import.meta.url));

interface RedisOptions {
  appendfsync?: "always" | "everysec" | "no";
}

export interface TestRedis {
  readonly url: string;
  readonly pid: number;
  /** Ends it by SIGKILL, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same data after `kill`. */
  restart(): Promise<void>;
  /** Keeps a copy of its data as it is now; `restartFrom` starts it again on that, as after a restore. */
  copy(): Promise<string>;
  restartFrom(copy: string): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** A private Redis for one test file, on a Unix socket in a folder of its own. */
export async function startRedis({ appendfsync = "always" }: RedisOptions = {}): Promise<TestRedis> {
  const executable = await redisServer();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "granary-redis-"));
  const listen = { socket: path.join(folder, "redis.sock") };
  const config = path.join(folder, "redis.conf");
  fs.writeFileSync(config, redisConfig({ folder, listen, appendfsync }), { mode: 0o600 });
  const url = redisUrl(listen);
  let child = await launchRedis(executable, config, url);
  const kill = () => endRedis(child);
  const append = path.join(folder, "appendonlydir");
  let copies = 0;
  return {
    url,
    async copy() {
      const kept = path.join(folder, `copy-${++copies}`);
      // what was answered is in the file already: with appendfsync always it is written before the answer
      fs.cpSync(append, kept, { recursive: true });
      return kept;
    },
    async restartFrom(copy) {
      await kill();
      fs.rmSync(append, { recursive: true });
      fs.cpSync(copy, append, { recursive: true });
      child = await launchRedis(executable, config, url);
    },
    get pid() {
      return child.pid ?? 0;
    },
    kill,
    async restart() {
      await kill();
      child = await launchRedis(executable, config, url);
    },
    async stop() {
      await kill();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function endRedis(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

export async function redisServer(): Promise<string> {
  const search = { searchPath: process.env.PATH ?? "", toolsFolder };
  const found = await findRedisServer(search);
  if (found) return found;
  const unpacked = await unpackRedisServer(toolsFolder);
  const own = await findRedisServer(search);
  if (!own) throw new Error(`This test needs a redis-server and none could be had: ${unpacked.reason}.`);
  return own;
}

export async function launchRedis(executable: string, config: string, url: string): Promise<ChildProcess> {
  const child = spawn(executable, [config], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const died = once(child, "exit").then(() => {
    throw new Error(`redis-server ended at once: ${output}`);
  });
  // a test that is stopped midway must not leave its server behind
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.removeListener("exit", end));
  const client = new Redis(url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on("error", () => undefined);
  try {
    await Promise.race([client.ping(), died]);
  } finally {
    client.disconnect();
  }
  died.catch(() => undefined);
  return child;
}
