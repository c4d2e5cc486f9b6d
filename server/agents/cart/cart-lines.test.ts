import { expect } from "vitest";
import { MAX_ITEMS } from "../item.contract.ts";
import { product } from "../product/product.contract.ts";
import { fillCart, manyItems, mug, otherCart, price, type Shop, stock, usd } from "../testing/shop.ts";
import { test } from "../testing/shop-test.ts";
import { cart } from "./cart.contract.ts";

const read = (shop: Shop) => shop.query(cart, "u1").getCart();
const own = (shop: Shop) => shop.ask(cart, "u1");
const quantities = async (shop: Shop) =>
  (await read(shop))?.items.map(({ productId, quantity }) => [productId, quantity]);

test("lines come in the order in which they were added, named and priced", async ({ shop }) => {
  await stock(shop, "p2", 150);
  await stock(shop, "1", 40);
  await own(shop).addItem({ productId: "p2", quantity: 2 });
  await own(shop).addItem({ productId: "1", quantity: 1 });
  expect(await read(shop)).toMatchObject({
    items: [
      { productId: "p2", productName: "Mug p2", productBrand: mug.brand, price: usd(150), quantity: 2 },
      { productId: "1", productName: "Mug 1", productBrand: mug.brand, price: usd(40), quantity: 1 },
    ],
    total: usd(340),
  });
});

// The TypeScript original leaves the old total.
test("lines grow when they are added again, and the total with them", async ({ shop }) => {
  await stock(shop, "p1", 150);
  await own(shop).addItem({ productId: "p1", quantity: 2 });
  await own(shop).addItem({ productId: "p1", quantity: 3 });
  expect(await read(shop)).toMatchObject({ items: [{ quantity: 5 }], total: usd(750) });
});

test("lines grow without asking whether the product is still there", async ({ shop }) => {
  await fillCart(shop);
  await shop.ask(product, "p1").retireProduct();
  expect(await own(shop).addItem({ productId: "p1", quantity: 1 })).toEqual({ ok: true });
});

test("a missing product is named before a missing price", async ({ shop }) => {
  await price(shop, "p050", 100);
  expect(await own(shop).addItem({ productId: "p050", quantity: 1 })).toMatchObject({
    error: { code: "product_not_found" },
  });
  expect(await own(shop).addItem({ productId: "p051", quantity: 1 })).toMatchObject({
    error: { code: "product_not_found" },
  });
});

// The original takes none and minus nothing.
test.for([0, -1, 1_000, 1.5, 2 ** 32])("a line has no quantity of %d", async (quantity, { shop }) => {
  await fillCart(shop);
  const refused = { error: { code: "quantity_not_valid" } };
  expect(await own(shop).addItem({ productId: "p1", quantity })).toMatchObject(refused);
  expect(await own(shop).addItem({ productId: "p2", quantity })).toMatchObject(refused);
  expect(await own(shop).updateItemQuantity({ productId: "p1", quantity })).toMatchObject(refused);
  expect(await quantities(shop)).toEqual([["p1", 2]]);
});

test("a line has at most 999 pieces, however they come together", async ({ shop }) => {
  await fillCart(shop);
  expect(await own(shop).addItem({ productId: "p1", quantity: 997 })).toEqual({ ok: true });
  expect(await own(shop).addItem({ productId: "p1", quantity: 1 })).toMatchObject({ ok: false });
  expect(await quantities(shop)).toEqual([["p1", 999]]);
});

test("a quantity is set, not added, and a line is removed whole", async ({ shop }) => {
  await fillCart(shop);
  await stock(shop, "p2", 300);
  await own(shop).addItem({ productId: "p2", quantity: 1 });
  await own(shop).updateItemQuantity({ productId: "p1", quantity: 7 });
  expect(await quantities(shop)).toEqual([
    ["p1", 7],
    ["p2", 1],
  ]);
  await own(shop).removeItem({ productId: "p1" });
  expect(await read(shop)).toMatchObject({ items: [{ productId: "p2" }], total: usd(300) });
});

test("a full cart still grows the lines that it has", async ({ shop }) => {
  await own(shop).absorb({ from: { ...otherCart, items: manyItems(MAX_ITEMS) } });
  expect(await own(shop).addItem({ productId: "x0", quantity: 1 })).toEqual({ ok: true });
});

test.for(["constructor", "toString"])("a product may be called %s", async (productId, { shop }) => {
  expect(await own(shop).removeItem({ productId })).toMatchObject({ error: { code: "item_not_found" } });
  expect(await own(shop).addItem({ productId, quantity: 1 })).toMatchObject({ error: { code: "product_not_found" } });
  await stock(shop, productId);
  await own(shop).addItem({ productId, quantity: 1 });
  await own(shop).updateItemQuantity({ productId, quantity: 3 });
  expect(await quantities(shop)).toEqual([[productId, 3]]);
  await own(shop).removeItem({ productId });
  expect(await quantities(shop)).toEqual([]);
});
