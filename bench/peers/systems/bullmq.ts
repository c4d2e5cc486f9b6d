import { createRequire } from "node:module";
import { httpText } from "../http-text.ts";
import { onRedis } from "./on-redis.ts";

const manifest: { version: string } = createRequire(import.meta.url)("bullmq/package.json");

/** One BullMQ job for each command and its state in the same Redis, behind a plain HTTP server. */
export const bullmq = onRedis({
  name: "bullmq",
  title: `BullMQ ${manifest.version}, one job a call`,
  program: "bullmq-server.ts",
  requests: (host) => ({
    addItem: (user, body) => httpText({ method: "POST", host, path: `/carts/${user}`, body }),
    getCart: (user) => httpText({ method: "GET", host, path: `/carts/${user}` }),
  }),
});
