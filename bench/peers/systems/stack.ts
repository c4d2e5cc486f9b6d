import { httpText } from "../http-text.ts";
import { onRedis } from "./on-redis.ts";

const key = "a-key-as-long-as-one-of-the-shop";
const headers = { "x-api-key": key };

/** What Granary stands on without Granary's code: how much its own part costs, and what nobody could do on it. */
export const stack = onRedis({
  name: "stack",
  title: "Fastify, BullMQ, Redis alone",
  program: "stack-server.ts",
  args: [key],
  requests: (host) => ({
    addItem: (user, { productId, quantity }) =>
      httpText({ method: "PUT", host, path: `/carts/${user}/items/${productId}`, headers, body: { quantity } }),
    getCart: (user) => httpText({ method: "GET", host, path: `/carts/${user}`, headers }),
  }),
});
