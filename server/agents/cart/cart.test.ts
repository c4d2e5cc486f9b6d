import { expect } from "vitest";
import { address, fillCart, opening, otherCart, type Shop, usd } from "../testing/shop.ts";
import { test } from "../testing/shop-test.ts";
import { cart } from "./cart.contract.ts";

const inSeconds = (seconds: number) => new Date(opening.getTime() + seconds * 1_000).toISOString();
const read = (shop: Shop) => shop.query(cart, "u1").getCart();
const own = (shop: Shop) => shop.ask(cart, "u1");

test("a cart that nobody has touched is none, and a refused change does not touch it", async ({ shop }) => {
  expect(await read(shop)).toBeNull();
  await own(shop).removeItem({ productId: "p1" });
  await own(shop).updateEmail({ email: "@" });
  expect(await read(shop)).toBeNull();
});

test("the first change makes an empty cart in the default currency and region", async ({ shop }) => {
  await own(shop).updateEmail({ email: " ann@example.com " });
  expect(await read(shop)).toEqual({
    userId: "u1",
    email: "ann@example.com",
    items: [],
    unavailableItems: [],
    billingAddress: null,
    shippingAddress: null,
    total: usd(0),
    currency: "USD",
    region: "global",
    previousOrderIds: [],
    updatedAt: inSeconds(0),
    quote: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
});

test("addresses are kept as they were typed, without the spaces around", async ({ shop }) => {
  await own(shop).updateBillingAddress({ address: { ...address, city: " Springfield ", name: "" } });
  await own(shop).updateShippingAddress({ address: { ...address, name: "Ann", phoneNumber: "+1 555" } });
  expect(await read(shop)).toMatchObject({
    billingAddress: address,
    shippingAddress: { ...address, name: "Ann", phoneNumber: "+1 555" },
  });
});

test("every change dates the cart", async ({ shop }) => {
  await fillCart(shop);
  const changes = [
    () => own(shop).addItem({ productId: "p1", quantity: 1 }),
    () => own(shop).updateItemQuantity({ productId: "p1", quantity: 1 }),
    () => own(shop).updateEmail({ email: "bob@example.com" }),
    () => own(shop).updateBillingAddress({ address }),
    () => own(shop).updateShippingAddress({ address }),
    () => own(shop).absorb({ from: otherCart }),
    () => own(shop).removeItem({ productId: "p1" }),
    // The TypeScript original forgets this one.
    () => own(shop).clear(),
  ];
  for (const [index, change] of changes.entries()) {
    await shop.advance(1_000);
    expect(await change()).toMatchObject({ ok: true });
    expect((await read(shop))?.updatedAt).toBe(inSeconds(index + 1));
  }
});

test("clearing empties the lines and both addresses, and keeps the e-mail and the orders", async ({ shop }) => {
  await fillCart(shop);
  await own(shop).checkout({});
  await fillCart(shop);
  await own(shop).updateShippingAddress({ address });
  const before = await read(shop);
  expect(await own(shop).clear()).toEqual({ ok: true });
  expect(before?.previousOrderIds).toHaveLength(1);
  expect(await read(shop)).toEqual({
    ...before,
    items: [],
    billingAddress: null,
    shippingAddress: null,
    total: usd(0),
    quote: expect.any(String),
  });
});
