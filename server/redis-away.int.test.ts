import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { cart } from "#agents/cart/cart.contract.ts";
import { expectOnePurchase, fillCart, untilAnswered } from "./testing/one-purchase.ts";
import { outcome, partitions, type ShopProcess, startProcess } from "./testing/process-on-redis.ts";
import { startRedis, type TestRedis } from "./testing/redis-server.ts";

const patient = { timeout: 30_000, interval: 20 };
let redis: TestRedis;
let door: ShopProcess;
let silo: ShopProcess;

beforeAll(async () => {
  redis = await startRedis();
  door = await startProcess(redis.url);
  silo = await startProcess(redis.url);
  await silo.runtime.startSilo();
});
afterAll(async () => {
  await silo.stop();
  await door.stop();
  await redis.stop();
});

const write = (shopper: string, key: string) =>
  door.runtime
    .as({ kind: "shopper", id: shopper })
    .ask(cart, shopper, { key })
    .updateEmail({ email: `${key}@example.com` });
const shoppers = Array.from({ length: 40 }, (_, i) => `s${i}`);

const outcomes = async (calls: Promise<{ ok: boolean }>[]) => new Set(await Promise.all(calls.map(outcome)));

/** How often the lease of each partition was renewed, as the server has it. */
async function readRenewals(): Promise<number[]> {
  const client = new Redis(redis.url);
  const owners = (await client.keys("*:owner")).toSorted();
  const counts = await Promise.all(owners.map((owner) => client.hget(owner, "renewals")));
  client.disconnect();
  return counts.map(Number);
}

/** Every partition answers again, and nobody was told to do anything for that. */
async function expectService(key: string): Promise<void> {
  const answers = () => outcomes(shoppers.map((shopper) => write(shopper, key)));
  await vi.waitFor(async () => expect(await answers()).toEqual(new Set(["ok"])), patient);
}

test("calls made while Redis is away for a moment are answered when it is back, by workers that went on by themselves", async () => {
  await expectService("before");
  await redis.kill();
  const meanwhile = shoppers.map((shopper) => write(shopper, "meanwhile"));
  await redis.restart();
  for (const kind of await outcomes(meanwhile)) expect(["ok", "unavailable"]).toContain(kind);
  await expectService("meanwhile");
});

test("while it is away for longer callers are told so, no more is gathered than the bound, and all goes on after it", async () => {
  await redis.kill();
  // the first find out how long that takes, and then nobody waits any more
  expect(await outcomes(shoppers.map((shopper) => write(shopper, "away")))).toEqual(new Set(["unavailable"]));
  const flood = Array.from({ length: 5000 }, (_, n) => outcome(write("s0", `flood${n}`)));
  const counted = { unavailable: 0, overloaded: 0 };
  for (const code of await Promise.all(flood)) counted[code as keyof typeof counted] += 1;
  expect(counted).toEqual({ unavailable: 500, overloaded: 4500 });
  expect(await door.runtime.health()).toMatchObject({ ok: false, reason: "Redis cannot be reached" });
  await redis.restart();
  await expectService("away");
  await vi.waitFor(async () => expect(await door.runtime.health()).toEqual({ ok: true }), patient);
});

test("a Redis that was restored from an older copy is noticed and said, and the shop goes on from the copy", async () => {
  const bought = await fillCart(door.runtime, "kept");
  const buy = (shopper: string, quote: string) =>
    untilAnswered(() =>
      door.runtime.as({ kind: "shopper", id: shopper }).ask(cart, shopper, { key: "buy" }).checkout({ quote }),
    );
  expect(await buy("kept", bought)).toMatchObject({ ok: true });
  const order = await expectOnePurchase(door.runtime, "kept");
  await expectService("copied");
  const epochs = () => Promise.all(shoppers.slice(0, partitions).map((_, p) => door.ports.store.ownerOf(p)));
  const before = await epochs();
  const renewals = await readRenewals();
  const copy = await redis.copy();
  // Acknowledged after the copy: in the silo's memory, in the door's, and gone from the data.
  await expectService("lost");
  const quote = await fillCart(door.runtime, "lost");
  expect(await buy("lost", quote)).toMatchObject({ ok: true });
  await expectOnePurchase(door.runtime, "lost");
  // What goes back by less than a beat of its owner is not seen.
  await vi.waitFor(async () => {
    for (const [i, now] of (await readRenewals()).entries()) expect(now).toBeGreaterThan((renewals[i] ?? 0) + 2);
  }, patient);
  const renewed = silo.said.length;

  await redis.restartFrom(copy);
  const older = (said: string[]) => said.filter((line) => line.includes("has gone back to an older copy of its data"));
  await vi.waitFor(() => expect(older(silo.said.slice(renewed))).toHaveLength(partitions), patient);
  await vi.waitFor(() => expect(older(door.said)).toHaveLength(partitions), patient);
  expect([silo.runtime.rewound, door.runtime.rewound]).toEqual([partitions, partitions]);

  // Both processes read the copy, whatever they remembered.
  for (const { runtime } of [door, silo]) {
    const read = (shopper: string) => runtime.as({ kind: "shopper", id: shopper }).query(cart, shopper).getCart();
    await vi.waitFor(async () => expect((await read("s1"))?.email).toBe("copied@example.com"), patient);
    expect(await untilAnswered(() => read("lost"))).toBeNull();
    expect(await untilAnswered(() => read("kept"))).toMatchObject({ previousOrderIds: [order] });
  }
  // What the copy knows is answered from it, what it lost runs again under the same key, once.
  expect(await buy("kept", bought)).toMatchObject({
    ok: true,
    value: { orderId: order },
  });
  const again = await fillCart(door.runtime, "lost");
  expect(await buy("lost", again)).toMatchObject({ ok: true });
  await expectOnePurchase(door.runtime, "lost");
  await expectService("lost");
  // No epoch from before the restore comes back, also none that was given out after the copy.
  for (const [p, { epoch }] of (await epochs()).entries())
    expect(epoch).toBeGreaterThan((before[p]?.epoch ?? 0) + 1000);
  expect(silo.said.filter((line) => line.includes("dead letter"))).toEqual([]);
}, 120_000);
