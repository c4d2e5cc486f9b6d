// The cart behind BullMQ with one job a call, in one process: node bullmq-server.ts <url of Redis>
import http from "node:http";
import type { AddressInfo } from "node:net";
import { Queue, QueueEvents, Worker } from "bullmq";
import { Redis } from "ioredis";

type Item = { productId: string; name: string; brand: string; price: number; quantity: number };
type Call = { user: string; item: Item };

const url = process.argv[2] ?? "";
const blocking = () => new Redis(url, { maxRetriesPerRequest: null });
const redis = new Redis(url, { maxRetriesPerRequest: null });
/** Its best: a busy worker fetches its next job with the end of the one before, one that is seldom busy asks for each. */
const concurrency = 12;
const patienceMs = 10_000;
const detailsOf = (user: string) => `cart:${user}:lines`;
const quantitiesOf = (user: string) => `cart:${user}:quantities`;

// one after the other or not, jobs of a cart only ever increment: no lock is needed
const worker = new Worker<Call>(
  "carts",
  async ({ data: { user, item } }) => {
    const { productId, quantity, ...details } = item;
    await redis
      .multi()
      .hsetnx(detailsOf(user), productId, JSON.stringify(details))
      .hincrby(quantitiesOf(user), productId, quantity)
      .exec();
    return { ok: "item added" };
  },
  { connection: blocking(), concurrency },
);
const queue = new Queue<Call>("carts", { connection: redis });
const events = new QueueEvents("carts", { connection: blocking() });
const report = (error: Error) => console.error(error.message);
worker.on("error", report);
queue.on("error", report);
events.on("error", report);
await Promise.all([worker.waitUntilReady(), queue.waitUntilReady(), events.waitUntilReady()]);

async function addItem(user: string, item: Item): Promise<unknown> {
  // finished jobs are kept for a while: whoever waits for one still has to find it
  const job = await queue.add("addItem", { user, item }, { removeOnComplete: 1000 });
  return job.waitUntilFinished(events, patienceMs);
}

/** A read needs no order with other calls, so it needs no job. */
async function getCart(user: string): Promise<unknown> {
  const [details, quantities] = await Promise.all([redis.hgetall(detailsOf(user)), redis.hgetall(quantitiesOf(user))]);
  const items = Object.entries(details).map(([productId, text]) => ({
    productId,
    ...JSON.parse(text),
    quantity: Number(quantities[productId]),
  }));
  return { userId: user, items };
}

async function answer(request: http.IncomingMessage): Promise<unknown> {
  const user = (request.url ?? "").slice("/carts/".length);
  if (request.method === "GET") return getCart(user);
  let body = "";
  for await (const chunk of request) body += chunk;
  return addItem(user, JSON.parse(body));
}

function send(response: http.ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  response.end(text);
}

const server = http.createServer((request, response) => {
  answer(request).then(
    (body) => send(response, 200, body),
    (error: unknown) => send(response, 500, { error: String(error) }),
  );
});
server.listen(0, "127.0.0.1", () => console.log(`listening on ${(server.address() as AddressInfo).port}`));
process.on("disconnect", () => process.exit(0));
