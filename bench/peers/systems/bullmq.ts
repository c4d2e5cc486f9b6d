import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { redisConfig, redisUrl } from "#server/supervisor/redis-config.ts";
import { endRedis, launchRedis, redisServer } from "#server/testing/redis-server.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { httpText } from "../http-text.ts";
import { startServer } from "../server-process.ts";
import type { System } from "../system.ts";

const program = path.resolve(import.meta.dirname, "bullmq-server.ts");
const manifest: { version: string } = createRequire(import.meta.url)("bullmq/package.json");

/** One BullMQ job for each command and its state in the same Redis, behind a plain HTTP server. */
export const bullmq: System = {
  name: "bullmq",
  title: `BullMQ ${manifest.version}, one job a call`,
  durability: "Redis with appendonly yes, appendfsync always",
  async start({ folder, signal }) {
    const executable = await redisServer();
    // only the socket, whose path may not be long
    const socketFolder = temporaryFolder("peers");
    const listen = { socket: path.join(socketFolder.path, "redis.sock") };
    const config = path.join(folder, "redis.conf");
    fs.writeFileSync(config, redisConfig({ folder, listen, appendfsync: "always" }));
    const redis = await launchRedis(executable, config, redisUrl(listen));
    const command = { command: process.execPath, args: [program, redisUrl(listen)], channel: true };
    const server = startServer({ name: "BullMQ's server", ...command, signal });
    const stop = async () => {
      await server.stop();
      await endRedis(redis);
      socketFolder.remove();
    };
    try {
      const port = Number(await server.printed(/listening on (\d+)/));
      const host = `127.0.0.1:${port}`;
      return {
        host: "127.0.0.1",
        port,
        pids: [redis.pid ?? 0, server.pid],
        addItem: (user, body) => httpText({ method: "POST", host, path: `/carts/${user}`, body }),
        getCart: (user) => httpText({ method: "GET", host, path: `/carts/${user}` }),
        stop,
      };
    } catch (error) {
      await stop();
      throw error;
    }
  },
};
