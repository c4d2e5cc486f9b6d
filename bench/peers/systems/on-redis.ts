import fs from "node:fs";
import path from "node:path";
import { redisConfig, redisUrl } from "#server/supervisor/redis-config.ts";
import { endRedis, launchRedis, redisServer } from "#server/testing/redis-server.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { startServer } from "../server-process.ts";
import type { RunningSystem, System } from "../system.ts";

interface ServerOnRedis extends Pick<System, "name" | "title"> {
  /** A Node program beside this file that is told the address of Redis and says on which port it listens. */
  program: string;
  args?: string[];
  requests(host: string): Pick<RunningSystem, "addItem" | "getCart">;
}

/** A server of ours with a Redis of its own, which keeps what Granary's keeps. */
export const onRedis = ({ name, title, program, args = [], requests }: ServerOnRedis): System => ({
  name,
  title,
  durability: "Redis with appendonly yes, appendfsync always",
  async start({ folder, signal }) {
    const executable = await redisServer();
    // only the socket, whose path may not be long
    const socketFolder = temporaryFolder("peers");
    const listen = { socket: path.join(socketFolder.path, "redis.sock") };
    const config = path.join(folder, "redis.conf");
    fs.writeFileSync(config, redisConfig({ folder, listen, appendfsync: "always" }));
    const redis = await launchRedis(executable, config, redisUrl(listen));
    const file = path.resolve(import.meta.dirname, program);
    const command = { command: process.execPath, args: [file, redisUrl(listen), ...args], channel: true };
    const server = startServer({ name: `The server of ${title}`, ...command, signal });
    const stop = async () => {
      await server.stop();
      await endRedis(redis);
      socketFolder.remove();
    };
    try {
      const port = Number(await server.printed(/listening on (\d+)/));
      const pids = [redis.pid ?? 0, server.pid];
      return { host: "127.0.0.1", port, pids, ...requests(`127.0.0.1:${port}`), stop };
    } catch (error) {
      await stop();
      throw error;
    }
  },
});
