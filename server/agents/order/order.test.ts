import { describe, expect } from "vitest";
import { order } from "../order/order.contract.ts";
import { orderChanges, place } from "../testing/order-refusals.ts";
import { address, content, opening, price, type Shop, stock, usd } from "../testing/shop.ts";
import { test } from "../testing/shop-test.ts";

const inSeconds = (seconds: number) => new Date(opening.getTime() + seconds * 1_000).toISOString();
const placed = {
  ...content,
  orderId: "o1",
  orderStatus: "new",
  total: usd(2_000),
  createdAt: inSeconds(0),
  updatedAt: inSeconds(0),
};
const read = (shop: Shop) => shop.query(order, "o1").getOrder();

test("an order is new, and counts its own total", async ({ shop }) => {
  expect(await place(shop)).toEqual({ ok: true });
  expect(await read(shop)).toEqual(placed);
});

test("the same creation again changes nothing, even after the order has gone on", async ({ shop }) => {
  await place(shop);
  await shop.advance(1_000);
  expect(await place(shop)).toEqual({ ok: true });
  expect(await read(shop)).toEqual(placed);
  await shop.ask(order, "o1").updateEmail({ email: "bob@example.com" });
  expect(await place(shop)).toEqual({ ok: true });
  await shop.ask(order, "o1").shipOrder();
  expect(await place(shop)).toEqual({ ok: true });
  expect(await read(shop)).toMatchObject({ email: "bob@example.com", orderStatus: "shipped" });
});

describe.each(Object.entries(orderChanges))("%s", (name, change) => {
  // The original makes an order of "anonymous" on the way.
  test("of an unknown order is refused and creates none", async ({ shop }) => {
    await stock(shop, "p1");
    expect(await change(shop)).toEqual({ ok: false, error: { code: "not_found", detail: { orderId: "o1" } } });
    expect(await read(shop)).toBeNull();
  });

  // The original lets items be added to an order on its way.
  test.for([
    ["shipped", "shipOrder"],
    ["cancelled", "cancelOrder"],
  ] as const)("of a %s order is refused and changes nothing", async ([status, close], { shop }) => {
    await stock(shop, "p1");
    await place(shop);
    await shop.ask(order, "o1")[close]();
    const closed = await read(shop);
    await shop.advance(1_000);
    expect(await change(shop)).toEqual({ ok: false, error: { code: "action_not_allowed", detail: { status } } });
    expect(await read(shop)).toEqual(closed);
  });

  test("of a new order is done and dated", async ({ shop }) => {
    await stock(shop, "p1");
    await place(shop);
    await shop.advance(1_000);
    expect(await change(shop), name).toEqual({ ok: true });
    expect(await read(shop)).toMatchObject({ createdAt: inSeconds(0), updatedAt: inSeconds(1) });
  });
});

test("whether an order may be changed is asked before whether the change is right", async ({ shop }) => {
  const wrong = [
    () => shop.ask(order, "o1").addItem({ productId: "p9", quantity: 0 }),
    () => shop.ask(order, "o1").removeItem({ productId: "p9" }),
    () => shop.ask(order, "o1").updateItemQuantity({ productId: "p9", quantity: 0 }),
    () => shop.ask(order, "o1").updateEmail({ email: "@" }),
    () => shop.ask(order, "o1").updateBillingAddress({ address: {} }),
    () => shop.ask(order, "o1").updateShippingAddress({ address: {} }),
  ];
  for (const change of wrong) expect(await change()).toMatchObject({ error: { code: "not_found" } });
  await place(shop);
  await shop.ask(order, "o1").cancelOrder();
  for (const change of wrong) expect(await change()).toMatchObject({ error: { code: "action_not_allowed" } });
});

describe("the lines of a new order", () => {
  test("a known line grows at the price it was bought at; a new one comes at the price of now", async ({ shop }) => {
    await stock(shop, "p1");
    await stock(shop, "p2", 300);
    await place(shop);
    await price(shop, "p1", 5_000);
    await shop.ask(order, "o1").addItem({ productId: "p1", quantity: 1 });
    await shop.ask(order, "o1").addItem({ productId: "p2", quantity: 2 });
    const changed = await read(shop);
    expect(changed?.items.map(({ productId, price, quantity }) => [productId, price.amount, quantity])).toEqual([
      ["p1", 1_000, 3],
      ["p2", 300, 2],
    ]);
    expect(changed?.total).toEqual(usd(3_600));
  });

  test("a quantity is set, a line is removed, and the total follows", async ({ shop }) => {
    await place(shop);
    await shop.ask(order, "o1").updateItemQuantity({ productId: "p1", quantity: 5 });
    expect((await read(shop))?.total).toEqual(usd(5_000));
    await shop.ask(order, "o1").removeItem({ productId: "p1" });
    expect(await read(shop)).toMatchObject({ items: [], total: usd(0) });
  });

  test.for(["constructor", "toString"])("a product may be called %s", async (productId, { shop }) => {
    await stock(shop, productId, 300);
    await place(shop);
    expect(await shop.ask(order, "o1").removeItem({ productId })).toMatchObject({ error: { code: "item_not_found" } });
    await shop.ask(order, "o1").addItem({ productId, quantity: 1 });
    await shop.ask(order, "o1").updateItemQuantity({ productId, quantity: 4 });
    expect((await read(shop))?.total).toEqual(usd(3_200));
    await shop.ask(order, "o1").removeItem({ productId });
    expect((await read(shop))?.total).toEqual(usd(2_000));
  });
});

test("an order is changed and then shipped as it was changed", async ({ shop }) => {
  await place(shop, { billingAddress: null, email: null });
  const typed = { ...address, street: " Elm St 2 ", name: "Bob" };
  await shop.ask(order, "o1").updateBillingAddress({ address: typed });
  await shop.ask(order, "o1").updateShippingAddress({ address });
  await shop.ask(order, "o1").updateEmail({ email: " bob@example.com " });
  expect(await shop.ask(order, "o1").shipOrder()).toEqual({ ok: true });
  expect(await read(shop)).toMatchObject({
    orderStatus: "shipped",
    billingAddress: { ...typed, street: "Elm St 2" },
    shippingAddress: address,
    email: "bob@example.com",
  });
});

test("an order that is emptied can be cancelled, not shipped", async ({ shop }) => {
  await place(shop);
  await shop.ask(order, "o1").removeItem({ productId: "p1" });
  expect(await shop.ask(order, "o1").shipOrder()).toMatchObject({ error: { code: "empty_items" } });
  expect(await shop.ask(order, "o1").cancelOrder()).toEqual({ ok: true });
  expect(await read(shop)).toMatchObject({ orderStatus: "cancelled" });
});

describe("the contract does not let in", () => {
  const line = content.items[0];
  test.each([
    ["two lines of one product", { items: [line, line] }],
    ["a price in another currency", { currency: "EUR" }],
    ["a quantity of nothing", { items: [{ ...line, quantity: 0 }] }],
    ["an address without a street", { billingAddress: { ...address, street: " " } }],
  ])("%s", (_, changed) => {
    expect(order.commands.initializeOrder.input.safeParse(content).success).toBe(true);
    expect(order.commands.initializeOrder.input.safeParse({ ...content, ...changed }).success).toBe(false);
  });
});
