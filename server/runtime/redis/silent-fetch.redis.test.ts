import net from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRedis, type TestRedis } from "#server/testing/redis-server.ts";
import { Unavailable } from "../ports.ts";
import { aMessage } from "../testing/samples.ts";
import { openRedis } from "./open-redis.ts";

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

/**
 * A way to the server that can forget the connections which wait on it: no byte passes, and neither end hears of it. While
 * it is silent it takes new ones and forgets them, too.
 */
async function openWay() {
  const waiting = new Set<() => void>();
  const way = { isSilent: false };
  const server = net.createServer((from) => {
    const to = net.connect(new URL(redis.url).pathname);
    let isForgotten = way.isSilent;
    from.on("data", (data) => {
      if (isForgotten) return;
      to.write(data);
      if (data.toString().toLowerCase().includes("bzpopmin")) waiting.add(() => (isForgotten = true));
    });
    to.on("data", (data) => isForgotten || from.write(data));
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      one.on("error", () => undefined);
      one.on("close", () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  return Object.assign(way, { url: `redis://127.0.0.1:${port}`, waiting, close: () => server.close() });
}

test("a fetch whose connection was forgotten on the way, and the next one too, is begun anew until it gets through", async () => {
  const way = await openWay();
  const ports = await openRedis({ url: way.url, namespace: "silent", partitions: 1, log: () => undefined });
  const line = { partition: 0, lane: "main", kind: "doors" } as const;
  const intake = ports.queues.intake(line, () => true);
  const fetch = intake.next(true);
  await expect.poll(() => way.waiting.size, { timeout: 10_000 }).toBe(1);
  way.isSilent = true;
  for (const forget of way.waiting) forget();
  for (const callId of ["c1", "c2"]) await ports.queues.add(line, [aMessage({ callId })]);
  // BullMQ connects anew by itself, into the same silence
  await expect(fetch).rejects.toBeInstanceOf(Unavailable);
  way.isSilent = false;
  const got: (string | undefined)[] = [];
  while (got.length < 2) {
    const job = await intake.next(true).catch(() => undefined);
    if (job) got.push(job.messages[0]?.callId);
  }
  expect(got).toEqual(["c1", "c2"]);
  await ports.close();
  way.close();
});
