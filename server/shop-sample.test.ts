import { beforeEach, expect, onTestFinished, test } from "vitest";
import { order } from "#agents/order/order.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { createAgents } from "#agents/registry.ts";
import { type TestRuntime, testRuntime } from "#runtime/testing/test-runtime.ts";
import { createShopSample } from "./shop-sample.ts";

let shop: TestRuntime;
let now: number;

beforeEach(async () => {
  now = 0;
  shop = await testRuntime({ agents: createAgents() });
  onTestFinished(() => shop.stop());
});

const staff = () => shop.as({ kind: "staff", id: "tests" });
const make = (id: string) =>
  staff()
    .ask(product, id)
    .initializeProduct({ name: id, brand: "Clay", description: "", tags: ["tea", "featured"] });
const place = (id: string, ...productIds: string[]) =>
  staff()
    .ask(order, id)
    .initializeOrder({
      userId: "u1",
      email: null,
      items: productIds.map((productId) => ({
        productId,
        productName: productId,
        productBrand: "Clay",
        price: { amount: 100, currency: "USD" },
        quantity: 1,
      })),
      billingAddress: null,
      shippingAddress: null,
      currency: "USD",
      region: "global",
    });

function openSample() {
  const sample = createShopSample(
    () => shop.runtime,
    () => now,
  );
  return () => shop.clock.runUntil(sample());
}

test("holds what is sold and what was bought together, without retired products and cancelled orders", async () => {
  for (const id of ["mug", "pot", "old"]) await make(id);
  await staff().ask(product, "old").retireProduct();
  await place("o1", "mug", "pot");
  await place("o2", "mug");
  await staff().ask(order, "o2").cancelOrder();
  expect(await openSample()()).toEqual({
    products: [
      { productId: "mug", name: "mug", brand: "Clay", tags: ["tea"] },
      { productId: "pot", name: "pot", brand: "Clay", tags: ["tea"] },
    ],
    baskets: [["mug", "pot"]],
  });
});

test("is read once a minute", async () => {
  await make("mug");
  const sample = openSample();
  expect((await sample()).products).toHaveLength(1);
  await make("pot");
  now += 59_999;
  expect((await sample()).products).toHaveLength(1);
  now += 1;
  expect((await sample()).products).toHaveLength(2);
});

test("is read again after it could not be read", async () => {
  await make("mug");
  let away = true;
  const sample = createShopSample(
    () => {
      if (!away) return shop.runtime;
      return { ...shop.runtime, list: () => Promise.reject(new Error("Redis is away")) };
    },
    () => now,
  );
  await expect(shop.clock.runUntil(sample())).rejects.toThrow("Redis is away");
  away = false;
  expect((await shop.clock.runUntil(sample())).products).toHaveLength(1);
});
