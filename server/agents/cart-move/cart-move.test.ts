import { expect } from "vitest";
import { cart } from "../cart/cart.contract.ts";
import { MAX_ITEMS } from "../item.contract.ts";
import { address, fillCart, manyItems, otherCart, type Shop, stock } from "../testing/shop.ts";
import { test } from "../testing/shop-test.ts";
import { cartMove } from "./cart-move.contract.ts";

const lines = async (shop: Shop, id: string) =>
  (await shop.query(cart, id).getCart())?.items.map(({ productId, quantity }) => [productId, quantity]);
const move = (shop: Shop, how: { key?: string } = {}) => shop.ask(cartMove, "guest1", how).move({ to: "u1" });

test("a guest's goods, e-mail and addresses are in the other cart and no longer in theirs", async ({ shop }) => {
  await fillCart(shop, "guest1");
  await stock(shop, "p2");
  await shop.ask(cart, "u1").addItem({ productId: "p2", quantity: 1 });
  expect(await move(shop)).toEqual({ ok: true, value: { leftOut: [] } });
  expect(await lines(shop, "u1")).toEqual([
    ["p2", 1],
    ["p1", 2],
  ]);
  expect(await shop.query(cart, "u1").getCart()).toMatchObject({ email: "ann@example.com", billingAddress: address });
  expect(await shop.query(cart, "guest1").getCart()).toMatchObject({ items: [], email: null, billingAddress: null });
});

// without a key it is a new call, as it would be after the answer of the first was forgotten
test.for([{}, { key: "sign-in" }])("moving again, %o, moves nothing a second time", async (how, { shop }) => {
  await fillCart(shop, "guest1");
  await move(shop, how);
  expect(await move(shop, how)).toEqual({ ok: true, value: { leftOut: [] } });
  expect(await lines(shop, "u1")).toEqual([["p1", 2]]);
});

test("a guest who orders before has an order and its number moves, not its goods", async ({ shop }) => {
  await fillCart(shop, "guest1");
  const bought = await shop.ask(cart, "guest1").checkout({});
  if (!bought.ok) throw new Error("the guest buys");
  await move(shop);
  expect(await shop.query(cart, "u1").getCart()).toMatchObject({
    items: [],
    previousOrderIds: [bought.value.orderId],
  });
});

test("of an untouched cart nothing moves, and no cart moves into itself", async ({ shop }) => {
  await move(shop);
  expect(await shop.query(cart, "u1").getCart()).toBeNull();
  await fillCart(shop);
  const before = await shop.query(cart, "u1").getCart();
  await shop.ask(cartMove, "u1").move({ to: "u1" });
  expect(await shop.query(cart, "u1").getCart()).toEqual(before);
});

test("what the other cart has no room for is named", async ({ shop }) => {
  await fillCart(shop, "guest1");
  await shop.ask(cart, "u1").absorb({ from: { ...otherCart, items: manyItems(MAX_ITEMS) } });
  expect(await move(shop)).toEqual({ ok: true, value: { leftOut: ["p1"] } });
});
