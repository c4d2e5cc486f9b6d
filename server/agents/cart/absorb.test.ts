import { expect } from "vitest";
import { MAX_ITEMS } from "../item.contract.ts";
import { product } from "../product/product.contract.ts";
import { address, fillCart, manyItems, otherCart, type Shop, stock } from "../testing/shop.ts";
import { test } from "../testing/shop-test.ts";
import { cart } from "./cart.contract.ts";

const read = async (shop: Shop, id = "u1") => {
  const found = await shop.query(cart, id).getCart();
  if (!found) throw new Error(`no cart ${id}`);
  return found;
};
const quantities = async (shop: Shop) =>
  (await read(shop)).items.map(({ productId, quantity }) => [productId, quantity]);

test("a guest's cart is taken over as it is read, what cannot be bought now with it", async ({ shop }) => {
  await fillCart(shop, "guest1");
  await stock(shop, "p2");
  await shop.ask(cart, "guest1").addItem({ productId: "p2", quantity: 1 });
  await shop.ask(product, "p2").retireProduct();
  const from = await read(shop, "guest1");
  expect(await shop.ask(cart, "u1").absorb({ from })).toEqual({ ok: true, value: { leftOut: [] } });
  const { userId: _, quote: __, ...taken } = await read(shop);
  expect(from).toMatchObject(taken);
  expect(taken).toMatchObject({ items: [{ productId: "p1" }], unavailableItems: [{ productId: "p2" }] });
});

test("quantities of the same product are summed, up to 999", async ({ shop }) => {
  await fillCart(shop);
  const [line] = (await read(shop)).items;
  if (!line) throw new Error("the cart has a line");
  await shop.ask(cart, "u1").absorb({ from: { ...otherCart, items: [{ ...line, quantity: 3 }] } });
  expect(await quantities(shop)).toEqual([["p1", 5]]);
  await shop.ask(cart, "u1").absorb({ from: { ...otherCart, items: [{ ...line, quantity: 999 }] } });
  expect(await quantities(shop)).toEqual([["p1", 999]]);
});

test("taking a cart over once more under the same key changes nothing", async ({ shop }) => {
  await fillCart(shop, "guest1");
  const from = await read(shop, "guest1");
  const first = await shop.ask(cart, "u1", { key: "sign-in" }).absorb({ from });
  expect(await shop.ask(cart, "u1", { key: "sign-in" }).absorb({ from })).toEqual(first);
  expect(await quantities(shop)).toEqual([["p1", 2]]);
});

test("the shopper's own e-mail and addresses win; missing ones are taken", async ({ shop }) => {
  await shop.ask(cart, "u1").updateEmail({ email: "own@example.com" });
  await shop.ask(cart, "u1").updateBillingAddress({ address: { ...address, name: "Own" } });
  const from = { ...otherCart, email: "guest@example.com", billingAddress: address, shippingAddress: address };
  await shop.ask(cart, "u1").absorb({ from });
  expect(await read(shop)).toMatchObject({
    email: "own@example.com",
    billingAddress: { name: "Own" },
    shippingAddress: address,
  });
});

test("the guest's orders come along, and their quotes do not", async ({ shop }) => {
  await fillCart(shop, "guest1");
  const { quote } = await read(shop, "guest1");
  const bought = await shop.ask(cart, "guest1").checkout({ quote });
  if (!bought.ok) throw new Error("the guest buys");
  const from = await read(shop, "guest1");
  await shop.ask(cart, "u1").absorb({ from });
  expect((await read(shop)).previousOrderIds).toEqual([bought.value.orderId]);
  expect(await shop.ask(cart, "u1").checkout({ quote })).toMatchObject({ error: { code: "empty_items" } });
});

test("a cart does not take itself over", async ({ shop }) => {
  await fillCart(shop);
  const before = await read(shop);
  expect(await shop.ask(cart, "u1").absorb({ from: before })).toEqual({ ok: true, value: { leftOut: [] } });
  expect(await read(shop)).toEqual(before);
});

test("what there is no room for is left out by name", async ({ shop }) => {
  await fillCart(shop);
  const from = { ...otherCart, items: manyItems(MAX_ITEMS) };
  expect(await shop.ask(cart, "u1").absorb({ from })).toEqual({
    ok: true,
    value: { leftOut: [`x${MAX_ITEMS - 1}`] },
  });
});
