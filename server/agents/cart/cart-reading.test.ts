import { expect } from "vitest";
import { pricing } from "../pricing/pricing.contract.ts";
import { product } from "../product/product.contract.ts";
import { fillCart, mug, opening, price, type Shop, stock, usd } from "../testing/shop.ts";
import { test } from "../testing/shop-test.ts";
import { cart } from "./cart.contract.ts";

const inSeconds = (seconds: number) => new Date(opening.getTime() + seconds * 1_000).toISOString();
const read = (shop: Shop) => shop.query(cart, "u1").getCart();
const own = (shop: Shop) => shop.ask(cart, "u1");

test("a cart shows the prices of now", async ({ shop }) => {
  await fillCart(shop);
  await price(shop, "p1", 1_250);
  expect(await read(shop)).toMatchObject({ items: [{ price: usd(1_250) }], total: usd(2_500) });
});

test("a cart follows a sale as it begins and ends", async ({ shop }) => {
  await fillCart(shop);
  await shop.ask(pricing, "p1").updatePricing({
    msrpPrices: [],
    listPrices: [],
    salePrices: [{ price: usd(800), region: "global", start: inSeconds(10), end: inSeconds(20) }],
  });
  const total = async () => (await read(shop))?.total;
  expect(await total()).toEqual(usd(2_000));
  await shop.advance(10_000);
  expect(await total()).toEqual(usd(1_600));
  await shop.advance(10_000);
  expect(await total()).toEqual(usd(2_000));
});

// The original writes what it read back, and what is gone is gone for good.
test("a cart keeps a line that cannot be bought, names it and leaves it out of the total", async ({ shop }) => {
  await fillCart(shop);
  await stock(shop, "p2", 300);
  await own(shop).addItem({ productId: "p2", quantity: 1 });
  const before = await read(shop);
  await shop.ask(product, "p1").retireProduct();
  await shop.advance(1_000);
  const line = { productId: "p1", productName: "Mug p1", productBrand: mug.brand, quantity: 2 };
  expect(await read(shop)).toMatchObject({
    items: [{ productId: "p2" }],
    unavailableItems: [{ ...line, reason: "product_not_found" }],
    total: usd(300),
    updatedAt: inSeconds(0),
  });
  await shop.ask(product, "p1").initializeProduct({ ...mug, name: "Mug p1" });
  expect(await read(shop)).toEqual(before);
});

test("a cart says when only the price is gone", async ({ shop }) => {
  await fillCart(shop);
  await shop.ask(pricing, "p1").initializePricing({ msrpPrices: [], listPrices: [], salePrices: [] });
  expect(await read(shop)).toMatchObject({
    items: [],
    unavailableItems: [{ productId: "p1", reason: "pricing_not_found" }],
    total: usd(0),
  });
});

test("a cart gives the same quote for the same lines at the same prices", async ({ shop }) => {
  await fillCart(shop);
  const quote = async () => (await read(shop))?.quote;
  const first = await quote();
  await own(shop).updateEmail({ email: "bob@example.com" });
  await shop.advance(60_000);
  expect(await quote()).toBe(first);
  await price(shop, "p1", 1_001);
  expect(await quote()).not.toBe(first);
  await price(shop, "p1", 1_000);
  expect(await quote()).toBe(first);
  await own(shop).updateItemQuantity({ productId: "p1", quantity: 3 });
  expect(await quote()).not.toBe(first);
});
