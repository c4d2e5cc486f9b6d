// What Granary stands on, without Granary: node stack-server.ts <url of Redis> <API key>
//
// A command takes the way that it takes there, and nothing else is done with it: Fastify checks its form and its key, it
// goes into a BullMQ queue with those that come in the same moment, a worker in the same process takes it out, and one
// script writes state and answer.
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { Queue, Worker } from "bullmq";
import { fastify } from "fastify";
import { Redis, type Result } from "ioredis";

declare module "ioredis" {
  interface RedisCommander<Context> {
    keep(cart: string, answer: string, line: string, quantity: number, text: string): Result<null, Context>;
  }
}

type Call = { id: string; user: string; productId: string; quantity: number };

const [url = "", key = ""] = process.argv.slice(2);
/** As many queues, and as long a rest between two jobs of one, as Granary has. */
const partitions = 2;
const restMs = 2;

const connect = () => new Redis(url, { maxRetriesPerRequest: null });
const redis = new Redis(url, {
  enableAutoPipelining: true,
  scripts: {
    keep: {
      numberOfKeys: 2,
      lua: "redis.call('HINCRBY', KEYS[1], ARGV[1], ARGV[2]) redis.call('SET', KEYS[2], ARGV[3], 'EX', 600)",
    },
  },
});
const report = (error: Error) => console.error(error.message);
const carts = new Map<string, Map<string, number>>();
const waiting = new Map<string, (answer: string) => void>();

async function run({ id, user, productId, quantity }: Call): Promise<void> {
  const answer = JSON.stringify({ ok: "item added" });
  await redis.keep(`cart:${user}`, `answer:${id}`, productId, quantity, answer);
  const lines = carts.get(user) ?? new Map<string, number>();
  carts.set(user, lines.set(productId, (lines.get(productId) ?? 0) + quantity));
  waiting.get(id)?.(answer);
  waiting.delete(id);
}

/** A queue, and the calls that wait for its next job. */
function openLine(partition: number) {
  const name = `carts-${partition}`;
  const queue = new Queue<Call[]>(name, { connection: connect(), streams: { events: { maxLen: 1 } } });
  const worker = new Worker<Call[]>(name, async ({ data }) => void (await Promise.all(data.map(run))), {
    connection: connect(),
    concurrency: 4,
  });
  queue.on("error", report);
  worker.on("error", report);
  let next: Call[] = [];
  let isBusy = false;
  const drain = async () => {
    isBusy = true;
    try {
      while (next.length > 0) {
        const calls = next;
        next = [];
        await Promise.all([queue.add("calls", calls, { removeOnComplete: true }), wait(restMs)]);
      }
    } finally {
      isBusy = false;
    }
  };
  return (call: Call) => {
    next.push(call);
    if (!isBusy) drain().catch(report);
  };
}

const lines = Array.from({ length: partitions }, (_, partition) => openLine(partition));
const lineOf = (user: string) => lines[Number(user.replace(/\D/g, "")) % partitions];

const server = fastify();
server.addHook("onRequest", async (request, reply) => {
  if (request.headers["x-api-key"] !== key) return reply.code(401).send({ error: "no such key" });
});

let calls = 0;
const body = {
  type: "object",
  required: ["quantity"],
  properties: { quantity: { type: "integer", minimum: 1 } },
  additionalProperties: false,
};
type Line = { Params: { user: string; productId: string }; Body: { quantity: number } };
server.put<Line>("/carts/:user/items/:productId", { schema: { body } }, async ({ params, body }, reply) => {
  const call = { id: String(calls++), ...params, ...body };
  const answer = await new Promise<string>((resolve) => {
    waiting.set(call.id, resolve);
    lineOf(call.user)?.(call);
  });
  return reply.type("application/json").send(answer);
});
server.get<{ Params: { user: string } }>("/carts/:user", async ({ params: { user } }) => ({
  userId: user,
  items: [...(carts.get(user) ?? [])].map(([productId, quantity]) => ({ productId, quantity })),
}));

await server.listen({ port: 0, host: "127.0.0.1" });
console.log(`listening on ${(server.server.address() as AddressInfo).port}`);
process.on("disconnect", () => process.exit(0));
