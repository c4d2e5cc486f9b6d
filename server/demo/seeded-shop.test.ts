import { afterEach, beforeEach, expect, test } from "vitest";
import { createPricing } from "#agents/pricing/pricing.agent.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { createProduct } from "#agents/product/product.agent.ts";
import { product } from "#agents/product/product.contract.ts";
import { type TestRuntime, testRuntime } from "#runtime/testing/test-runtime.ts";
import { loadCatalogue } from "./load-catalogue.ts";
import { seedDemo } from "./seed.ts";

const now = new Date("2026-02-27T13:45:00.000Z");
const entries = await loadCatalogue();
const ignore = () => {};

let shop: TestRuntime;
beforeEach(async () => {
  shop = await testRuntime({ agents: [createProduct(), createPricing()], now });
  await seedDemo(shop, now, ignore);
});
afterEach(() => shop.stop());

const staff = () => shop.as({ kind: "staff", id: "anna" });
const everything = async () => {
  const records: Record<string, unknown> = {};
  for (const { id } of entries) {
    records[id] = [await staff().query(product, id).getProduct(), await staff().query(pricing, id).getPricing()];
  }
  return records;
};

test("the shop answers every product of the catalogue as it is written there", async () => {
  for (const { id, product: written } of entries) {
    const found = await staff().query(product, id).getProduct();
    if (!written) expect(found, id).toBeNull();
    else {
      const { name, brand, description, tags } = written;
      expect(found, id).toMatchObject({ productId: id, name, brand, description, tags });
    }
  }
  expect(shop.complaints).toEqual([]);
});

test("every id below the last has a USD price in global, the last has none", async () => {
  for (const { id, prices } of entries) {
    const chosen = await staff().query(pricing, id).getPrice({ currency: "USD", region: "global" });
    if (prices) expect(chosen?.list, id).toEqual({ amount: prices.list.global?.USD, currency: "USD" });
    else expect(chosen, id).toBeNull();
  }
});

test("running sales are charged, those to come and those over are not", async () => {
  const kindOf = async (id: string) =>
    (await staff().query(pricing, id).getPrice({ currency: "USD", region: "global" }))?.kind;
  for (const { id, prices } of entries) {
    if (!prices) continue;
    const running = prices.sales.some(
      ({ startsInDays = 0, endsInDays = 1, prices: { global } }) => startsInDays <= 0 && endsInDays > 0 && global?.USD,
    );
    expect(await kindOf(id), id).toBe(running ? "sale" : "list");
  }
});

test("seeding twice changes nothing, not even what staff changed or retired", async () => {
  await staff().ask(product, "p001").updateProduct({ name: "Coffee Set, Second Choice" });
  await staff().ask(product, "p002").retireProduct();
  await staff().ask(product, "p072").retireProduct();
  const listPrices = [{ price: { amount: 100, currency: "USD" }, region: "global" }];
  await staff().ask(pricing, "p003").initializePricing({ msrpPrices: [], listPrices, salePrices: [] });
  const before = await everything();
  expect(before.p002).toEqual([null, expect.anything()]);

  await shop.clock.advance(60_000);
  await seedDemo(shop, new Date(now.getTime() + 86_400_000), ignore);
  expect(await everything()).toEqual(before);
});
