import { expect, test } from "vitest";
import { cart } from "#agents/cart/cart.contract.ts";
import { openApi } from "./testing/open-api.ts";

const mug = { productId: "mug", quantity: 1 };

test("reading without a session makes nobody and nothing", async () => {
  const shop = await openApi();
  const { api, cookies } = shop.request({});
  expect(await api.cart.get()).toBeNull();
  expect(await api.history.list()).toEqual([]);
  await expect(api.order.get({ orderId: "any" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect([shop.sessions.made, cookies]).toEqual([0, []]);
});

test("the first change makes the guest and sets the cookie", async () => {
  const shop = await openApi();
  const { api, cookies } = shop.request({});
  await api.cart.addItem(mug);
  expect(cookies).toEqual(["guest1"]);
  expect((await shop.as("guest1").cart.get())?.items).toMatchObject([mug]);
});

test("all changes of one request are one guest's", async () => {
  const shop = await openApi();
  const { api, cookies } = shop.request({});
  await Promise.all([api.cart.addItem(mug), api.cart.addItem({ productId: "bowl", quantity: 2 }), api.cart.get()]);
  expect([shop.sessions.made, cookies]).toEqual([1, ["guest1"]]);
  expect((await shop.as("guest1").cart.get())?.items).toHaveLength(2);
});

test("an address that makes too many guests has to wait", async () => {
  const shop = await openApi();
  for (let made = 0; made < 3; made++) await shop.request({}).api.cart.addItem(mug);
  await expect(shop.request({}).api.cart.addItem(mug)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  expect(await shop.request({}).api.cart.get()).toBeNull();
});

test("a page that renders makes no guest", async () => {
  const shop = await openApi();
  const { api } = shop.request({ page: true });
  await expect(api.cart.addItem(mug)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  expect(shop.sessions.made).toBe(0);
});

test("a guest's cart is the shopper's, not the user's", async () => {
  const shop = await openApi();
  await shop.request({}).api.cart.addItem(mug);
  expect(await shop.system.query(cart, "user-guest1").getCart()).toBeNull();
  expect(await shop.system.query(cart, "shopper-guest1").getCart()).not.toBeNull();
});
