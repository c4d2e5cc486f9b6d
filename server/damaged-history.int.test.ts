import { afterAll, beforeAll, expect, test } from "vitest";
import { cart } from "#agents/cart/cart.contract.ts";
import { order } from "#agents/order/order.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { purchaseHistory } from "#agents/purchase-history/purchase-history.contract.ts";
import { createAgents } from "#agents/registry.ts";
import { createRuntime } from "#runtime/create-runtime.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { damageAgent } from "./testing/damaged-agent.ts";
import { startRedis, type TestRedis } from "./testing/redis-server.ts";

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

const price = { price: { amount: 1250, currency: "USD" }, region: "global" };
const address = { street: "Main St 1", city: "Springfield", stateOrRegion: "IL", country: "US", postalCode: "62701" };

// the journey of e2e/dead-letters.spec.ts without its pages
test("a checkout whose history is damaged is a dead letter, again too early, and one order once it is mended", async () => {
  const where = { namespace: "damaged" };
  const ports = await openRedis({ url: redis.url, ...where, log: () => {} });
  const runtime = await createRuntime({ agents: createAgents(), ports, log: () => {} });
  await runtime.startSilo();
  const { ask, query } = runtime.as({ kind: "shopper", id: "s1" });
  const about = { name: "Bread bin", brand: "Mill", description: "Keeps bread.", tags: [] };
  await ask(product, "p1").initializeProduct(about);
  await ask(pricing, "p1").initializePricing({ msrpPrices: [], listPrices: [price], salePrices: [] });
  await ask(cart, "s1").addItem({ productId: "p1", quantity: 2 });
  await ask(cart, "s1").updateEmail({ email: "ada@example.com" });
  await ask(cart, "s1").updateBillingAddress({ address });

  const mend = await damageAgent({ redisUrl: redis.url, ...where }, "purchaseHistory/s1");
  await expect(ask(cart, "s1").checkout({})).rejects.toMatchObject({ code: "dead_lettered" });
  const letterOfCart = async () =>
    (await runtime.deadLetters()).letters.find(({ message }) => message.agent === "cart/s1");
  const letter = await letterOfCart();
  expect(letter?.error).toMatch(/addOrder is a dead letter: .*not valid JSON/);
  const { message } = letter ?? {};
  if (!message) throw new Error("there is no letter");

  expect(await runtime.replay(message)).toBe(true);
  await expect.poll(async () => (await runtime.outcome(message))?.kind, { timeout: 20_000 }).toBe("dead_lettered");
  expect((await letterOfCart())?.message.attempt).toBe(1);

  await mend();
  expect(await runtime.replay(message)).toBe(true);
  await expect.poll(async () => (await runtime.outcome(message))?.kind, { timeout: 20_000 }).toBe("ok");
  expect(await query(purchaseHistory, "s1").getOrders()).toHaveLength(1);
  expect(await runtime.count(order)).toBe(1);
  expect((await query(cart, "s1").getCart())?.items).toEqual([]);
  await runtime.drainSilo();
  await runtime.close();
  await ports.close();
});
