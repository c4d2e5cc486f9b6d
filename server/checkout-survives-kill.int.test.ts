import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cart } from "#agents/cart/cart.contract.ts";
import { order } from "#agents/order/order.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { purchaseHistory } from "#agents/purchase-history/purchase-history.contract.ts";
import { createAgents } from "#agents/registry.ts";
import { shoppingAssistant } from "#agents/shopping-assistant/shopping-assistant.contract.ts";
import { createRuntime, type RuntimeProcess } from "#runtime/create-runtime.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { startRedis, type TestRedis } from "./testing/redis-server.ts";

const childFile = fileURLToPath(new URL("./testing/shop-child.ts", import.meta.url));
const billingAddress = {
  street: "1 Mill Lane",
  city: "Bath",
  stateOrRegion: "Somerset",
  country: "UK",
  postalCode: "BA1 1AA",
};

let redis: TestRedis;
let door: RuntimeProcess;
let closePorts: () => Promise<void>;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  redis = await startRedis();
  const ports = await openRedis({ url: redis.url, namespace: "killed", partitions: 2, log: () => {} });
  closePorts = ports.close;
  door = await createRuntime({ agents: createAgents(), ports, log: () => {} });
});

afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await door.close();
  await closePorts();
  await redis.stop();
});

async function startChild(): Promise<ChildProcess> {
  const child = fork(childFile, [redis.url], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  children.add(child);
  await once(child, "message");
  return child;
}

async function fillCart(shopper: string): Promise<string> {
  const staff = door.as({ kind: "staff", id: "tests" });
  const price = { price: { amount: 1250, currency: "USD" }, region: "global" };
  await staff
    .ask(product, "p1")
    .initializeProduct({ name: "Bread bin", brand: "Mill", description: "Keeps bread.", tags: [] });
  await staff.ask(pricing, "p1").initializePricing({ msrpPrices: [price], listPrices: [price], salePrices: [] });
  const mine = door.as({ kind: "shopper", id: shopper });
  expect(await mine.ask(cart, shopper).addItem({ productId: "p1", quantity: 2 })).toEqual({ ok: true });
  expect(await mine.ask(cart, shopper).updateEmail({ email: "ada@example.com" })).toEqual({ ok: true });
  expect(await mine.ask(cart, shopper).updateBillingAddress({ address: billingAddress })).toEqual({ ok: true });
  return (await mine.query(cart, shopper).getCart())?.quote ?? "";
}

/** One order, one history entry, one told message, an empty cart: whatever died meanwhile. */
async function expectOnePurchase(shopper: string): Promise<string> {
  const as = door.as({ kind: "system", id: "tests" });
  await expect
    .poll(async () => (await as.query(shoppingAssistant, shopper).getRequests()).count, { timeout: 20_000 })
    .toBe(1);
  const orders = await as.query(purchaseHistory, shopper).getOrders();
  expect(orders).toHaveLength(1);
  const [entry] = orders;
  const orderId = entry?.orderId ?? "";
  expect(await as.query(order, orderId).getOrder()).toMatchObject({
    userId: shopper,
    orderStatus: "new",
    total: { amount: 2500 },
  });
  const after = await as.query(cart, shopper).getCart();
  expect(after).toMatchObject({ items: [], previousOrderIds: [orderId] });
  expect(await as.query(shoppingAssistant, shopper).getRequests()).toEqual({ count: 1, orderIds: [orderId] });
  return orderId;
}

/** All orders of this test's shoppers are told apart by their shopper; so many exist at all. */
const orderCount = () => door.count(order);

describe("a checkout whose process is killed with SIGKILL", () => {
  const points = [
    ["after it was accepted", "after-accept:cart"],
    ["after its turn record was opened", "after-turn-record:cart"],
    ["after the order's commit", "after-commit:order"],
    ["after the history's commit", "after-commit:purchaseHistory"],
    ["before the cart's commit", "before-commit:cart"],
    ["after the cart's commit", "after-commit:cart"],
    ["before the reply", "before-reply:cart"],
    ["before the outbox is relayed", "before-relay:shoppingAssistant"],
  ] as const;

  /** What took over from the last one killed is the next to be killed. */
  let running: ChildProcess | undefined;
  afterAll(() => running?.kill("SIGKILL"));

  it.each(points)("%s is one purchase after the restart, repeated under its key or not", async (_, failpoint) => {
    const before = await orderCount();
    for (const repeated of [true, false]) {
      const shopper = `s-${failpoint.replace(":", "-")}-${repeated}`;
      const child = running ?? (await startChild());
      const quote = await fillCart(shopper);
      child.send({ shopper, key: "buy", quote, failpoint, end: "kill" });
      const [, signal] = await once(child, "exit");
      expect(signal).toBe("SIGKILL");
      running = await startChild();
      const again = repeated
        ? await door.as({ kind: "shopper", id: shopper }).ask(cart, shopper, { key: "buy" }).checkout({ quote })
        : undefined;
      const orderId = await expectOnePurchase(shopper);
      if (again) expect(again).toEqual({ ok: true, value: { orderId } });
    }
    expect(await orderCount()).toBe(before + 2);
  });

  it("on receipt of its answer, before the told message is delivered, tells it after the restart", async () => {
    const child = running ?? (await startChild());
    const quote = await fillCart("s-outside");
    const answered = once(child, "message");
    child.send({ shopper: "s-outside", key: "buy", quote, failpoint: "before-relay:shoppingAssistant", end: "hold" });
    const [{ result }] = (await answered) as [{ result: { ok: true; value: { orderId: string } } }];
    expect(
      (await door.as({ kind: "system", id: "tests" }).query(shoppingAssistant, "s-outside").getRequests()).count,
    ).toBe(0);
    child.kill("SIGKILL");
    await once(child, "exit");
    running = await startChild();
    expect(await expectOnePurchase("s-outside")).toBe(result.value.orderId);
  });
});

describe("an acknowledged command", () => {
  it("is there after the Redis under it was killed and started again", async () => {
    const child = await startChild();
    const quote = await fillCart("s-redis");
    const answered = once(child, "message");
    child.send({ shopper: "s-redis", key: "buy", quote });
    await answered;
    await redis.restart();
    await expectOnePurchase("s-redis");
    child.kill("SIGKILL");
  });
});
