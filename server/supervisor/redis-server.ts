import { createHash } from "node:crypto";
import path from "node:path";
import { CannotStart } from "#server/supervisor/cannot-start.ts";
import { findExecutable } from "#server/supervisor/find-executable.ts";
import { findRedisServer, unpackRedisServer } from "#server/supervisor/redis-binary.ts";
import type { RedisListen } from "#server/supervisor/redis-config.ts";
import { runCommand } from "#server/supervisor/run-command.ts";

interface Launch {
  folder: string;
  config: string;
  listen: RedisListen;
}

/** A way to run Redis on this machine. */
export interface RedisServer {
  /** Whether it can only be reached by a port, as in a container. */
  needsPort: boolean;
  command(launch: Launch): string[];
}

interface Search {
  searchPath: string;
  toolsFolder: string;
  say(line: string): void;
  /** How the distribution's Redis comes into the tools folder. */
  unpack?: typeof unpackRedisServer;
}

const image = "redis:8-alpine";

/** Finds a Redis or gets one, without installing anything system-wide where that can be avoided. */
export async function obtainRedisServer({
  searchPath,
  toolsFolder,
  say,
  unpack = unpackRedisServer,
}: Search): Promise<RedisServer> {
  const found = await findRedisServer({ searchPath, toolsFolder });
  if (found) return binary(found);

  const tried: string[] = [];
  say("Getting a Redis server from the distribution's packages …");
  const unpacked = await unpack(toolsFolder);
  if (unpacked.ok) return binary(path.join(toolsFolder, "redis-server"));
  tried.push(unpacked.reason);

  if (findExecutable(["brew"], searchPath)) {
    say("Getting a Redis server with brew …");
    const brewed = await runCommand("brew", ["install", "redis"]);
    const prefix = (await runCommand("brew", ["--prefix", "redis"])).output.trim();
    if (brewed.code === 0) return binary(path.join(prefix, "bin", "redis-server"));
    tried.push("brew could not install it");
  }
  if (findExecutable(["docker"], searchPath)) {
    say("Getting a Redis server with docker …");
    const pulled = await runCommand("docker", ["pull", "--quiet", image]);
    if (pulled.code === 0) return container();
    tried.push("docker could not pull it");
  }
  throw new CannotStart(
    `The shop needs a Redis server and none could be had here (${tried.join("; ")}): ` +
      "install redis-server 7 or newer, or set REDIS_URL to one that runs.",
  );
}

function binary(file: string): RedisServer {
  return { needsPort: false, command: ({ config }) => [file, config] };
}

function container(): RedisServer {
  return {
    needsPort: true,
    command({ folder, config, listen }) {
      if (!("port" in listen)) throw new Error("a container is reached by a port");
      const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
      // a container that outlived its supervisor would write the same files
      const name = `granary-redis-${createHash("sha256").update(folder).digest("hex").slice(0, 16)}`;
      const replace = 'docker rm --force "$0" >/dev/null 2>&1; exec docker run --name "$0" "$@"';
      const run = ["sh", "-c", replace, name, "--rm", "--user", user, "--volume", `${folder}:${folder}`];
      const inside = ["--bind", "0.0.0.0", "--port", "6379"];
      return [...run, "--publish", `127.0.0.1:${listen.port}:6379`, image, "redis-server", config, ...inside];
    },
  };
}
