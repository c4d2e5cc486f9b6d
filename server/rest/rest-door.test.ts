import { expect, test } from "vitest";
import { apiKey } from "#server/api/testing/open-api.ts";
import { openRest } from "./testing/open-rest.ts";

const address = {
  street: "Main St 1",
  city: "Springfield",
  "state-or-region": "IL",
  country: "US",
  "postal-code": "62701",
  name: null,
  "phone-number": "+1 555 0100",
};
const timestamp = { timestamp: expect.stringMatching(/^\d{4}-.*Z$/) };

test("a product is made, read and not found", async () => {
  const shop = await openRest();
  const vase = { name: "Vase", brand: "Clay & Co", description: "Tall.", tags: ["home"] };
  const made = await shop.send("POST", "/v1/product/vase", { ...vase, "product-id": "ignored" });
  expect([made.statusCode, made.json()]).toEqual([200, { message: "created" }]);
  const read = await shop.send("GET", "/v1/product/vase");
  expect(read.json()).toEqual({
    ok: { "product-id": "vase", ...vase, "created-at": timestamp, "updated-at": timestamp },
  });
  const missing = await shop.send("GET", "/v1/product/ignored");
  expect([missing.statusCode, missing.json()]).toEqual([404, { err: { message: "not found" } }]);
});

test("prices are decimals, emit their region and accept zone", async () => {
  const shop = await openRest();
  const start = "2026-01-01T00:00:00.000Z";
  const made = await shop.send("POST", "/v1/pricing/vase", {
    "msrp-prices": [{ price: 20, currency: "USD", zone: "global" }],
    "list-prices": [{ price: 19.99, currency: "USD", region: "global" }],
    "sale-prices": [{ price: 1500, currency: "JPY", zone: "jp", start: { timestamp: start }, end: null }],
  });
  expect(made.json()).toEqual({ message: "created" });
  const read = await shop.send("GET", "/v1/pricing/vase");
  expect(read.json()).toEqual({
    ok: {
      "product-id": "vase",
      "msrp-prices": [{ price: 20, currency: "USD", region: "global" }],
      "list-prices": [{ price: 19.99, currency: "USD", region: "global" }],
      "sale-prices": [{ price: 1500, currency: "JPY", region: "jp", start: { timestamp: start }, end: null }],
      "created-at": timestamp,
      "updated-at": timestamp,
    },
  });
  const chosen = await shop.send("GET", "/v1/pricing/vase/price?currency=JPY&zone=jp");
  expect(chosen.json()).toMatchObject({ ok: { price: 1500, currency: "JPY", region: "jp", kind: "sale" } });
});

test("an update merges, and leaves out what it does not name", async () => {
  const shop = await openRest();
  const listPrice = { price: 9.5, currency: "EUR", region: "eu" };
  const updated = await shop.send("PATCH", "/v1/pricing/mug", { "list-prices": [listPrice] });
  expect(updated.json()).toEqual({ message: "updated" });
  const read = await shop.send("GET", "/v1/pricing/mug");
  expect(read.json().ok["list-prices"]).toEqual([{ price: 12.5, currency: "USD", region: "global" }, listPrice]);
});

test.each([
  [{ price: 19.999, currency: "USD", region: "global" }, "more decimals"],
  [{ price: 0.5, currency: "JPY", region: "jp" }, "more decimals"],
  [{ price: -1, currency: "USD", region: "global" }, "negative"],
  [{ price: 1, currency: "GOLD", region: "global" }, "not a currency"],
  [{ price: 1, currency: "USD" }, "region"],
])("the price %o is refused with a sentence", async (price, words) => {
  const shop = await openRest();
  const answer = await shop.send("POST", "/v1/pricing/mug", { "list-prices": [price] });
  expect(answer.statusCode).toBe(400);
  expect(answer.json().err.message).toContain(words);
});

test("a cart is filled, priced and bought, and its order read", async () => {
  const shop = await openRest();
  expect((await shop.send("GET", "/v1/cart/user001")).statusCode).toBe(404);
  const steps = [
    await shop.send("PUT", "/v1/cart/user001/items/mug", { quantity: 1 }),
    await shop.send("PUT", "/v1/cart/user001/items/mug", { quantity: 2 }),
    await shop.send("PUT", "/v1/cart/user001/items/bowl", { quantity: 9 }),
    await shop.send("PUT", "/v1/cart/user001/items/bowl/quantity", { quantity: 1 }),
    await shop.send("PUT", "/v1/cart/user001/email", { email: "ann@example.com" }),
    await shop.send("PUT", "/v1/cart/user001/billing-address", address),
    await shop.send("PUT", "/v1/cart/user001/shipping-address", address),
  ];
  const done = ["item added", "item added", "item added", "quantity set", "email set", "address set", "address set"];
  expect(steps.map((step) => [step.statusCode, step.json()])).toEqual(
    done.map((message) => [200, { ok: { message } }]),
  );

  const cart = await shop.send("GET", "/v1/cart/user001");
  const bowl = { "product-id": "bowl", "product-name": "bowl", "product-brand": "Clay & Co", price: 12.5, quantity: 1 };
  const mug = { ...bowl, "product-id": "mug", "product-name": "mug", quantity: 3 };
  expect(cart.json()).toEqual({
    ok: {
      "user-id": "user001",
      email: "ann@example.com",
      items: [mug, bowl],
      "unavailable-items": [],
      "billing-address": address,
      "shipping-address": address,
      total: 50,
      currency: "USD",
      region: "global",
      "previous-order-ids": [],
      "updated-at": timestamp,
    },
  });

  const bought = await shop.send("POST", "/v1/cart/user001/checkout", "null");
  const orderId = bought.json().ok["order-id"];
  const order = await shop.send("GET", `/v1/order/${orderId}`);
  expect(order.json()).toEqual({
    ok: {
      "order-id": orderId,
      "user-id": "user001",
      email: "ann@example.com",
      "order-status": "new",
      items: [mug, bowl],
      "billing-address": address,
      "shipping-address": address,
      total: 50,
      currency: "USD",
      region: "global",
      "created-at": timestamp,
      "updated-at": timestamp,
    },
  });
  const orders = await shop.send("GET", "/v1/user/user001/orders");
  expect(orders.json()).toEqual({
    ok: [{ "order-id": orderId, total: 50, currency: "USD", "item-count": 4, "placed-at": timestamp }],
  });
});

test("refusals are variants named as the original's, with their detail", async () => {
  const shop = await openRest();
  const unknown = await shop.send("PUT", "/v1/cart/user001/items/nothing", { quantity: 1 });
  expect([unknown.statusCode, unknown.json()]).toEqual([
    400,
    { err: { error: { "product-not-found": { message: "Product not found", "product-id": "nothing" } } } },
  ]);
  const empty = await shop.send("POST", "/v1/cart/user001/checkout");
  expect(empty.json()).toEqual({ err: { error: { "empty-items": { message: "Empty items" } } } });
  const gone = await shop.send("DELETE", "/v1/cart/user001/items/mug");
  expect(gone.json()).toEqual({
    err: { error: { "item-not-found": { message: "Item not found", "product-id": "mug" } } },
  });
  const wrong = await shop.send("PUT", "/v1/cart/user001/billing-address", { street: "Main St 1" });
  expect(wrong.json().err.error["address-not-valid"]).toMatchObject({
    message: "Address not valid",
    fields: expect.arrayContaining(["city"]),
  });
});

test("an order ships once and is closed then; one that does not exist is not made", async () => {
  const shop = await openRest();
  await shop.send("PUT", "/v1/cart/u/items/mug", { quantity: 1 });
  await shop.send("PUT", "/v1/cart/u/email", { email: "ann@example.com" });
  await shop.send("PUT", "/v1/cart/u/billing-address", address);
  const bought = await shop.send("POST", "/v1/cart/u/checkout");
  const order = `/v1/order/${bought.json().ok["order-id"]}`;
  expect((await shop.send("PUT", `${order}/items/bowl`, { quantity: 1 })).json()).toEqual({
    ok: { message: "item added" },
  });
  expect((await shop.send("POST", `${order}/ship-order`)).json()).toEqual({ ok: { message: "order shipped" } });
  const closed = { "action-not-allowed": { message: "Can not update order with status", status: "shipped" } };
  for (const [method, path, body] of [
    ["POST", "cancel-order", undefined],
    ["PUT", "items/mug", { quantity: 1 }],
    ["PUT", "email", { email: "other@example.com" }],
  ] as const) {
    const answer = await shop.send(method, `${order}/${path}`, body);
    expect([answer.statusCode, answer.json()]).toEqual([400, { err: { error: closed } }]);
  }
  const made = await shop.send("PUT", "/v1/order/xyz/email", { email: "ann@example.com" });
  expect([made.statusCode, made.json()]).toEqual([404, { err: { message: "not found" } }]);
  expect((await shop.send("GET", "/v1/order/xyz")).statusCode).toBe(404);
});

test("the assistant answers without an envelope, before and after it is asked", async () => {
  const shop = await openRest();
  const read = async () => (await shop.send("GET", "/v1/assistant/user001/recommended-items")).json();
  const nothing = { "product-ids": [], "product-brands": [], reasons: {}, model: null, "updated-at": null };
  expect(await read()).toEqual({ ...nothing, pending: false });
  const asked = await shop.send("POST", "/v1/assistant/user001/recommend");
  expect([asked.statusCode, asked.json()]).toEqual([200, { ok: { message: "recommendation requested" } }]);
  await expect.poll(read).toEqual({
    "product-ids": ["bowl"],
    "product-brands": ["Clay & Co"],
    reasons: { bowl: "It goes with a mug." },
    model: "test",
    pending: false,
    "updated-at": timestamp,
  });
  const nobody = await shop.send("GET", "/v1/assistant/user002/recommended-items");
  expect(nobody.json()).toEqual({ ...nothing, pending: false });
});

test("clearing a cart empties it and keeps the e-mail", async () => {
  const shop = await openRest();
  await shop.send("PUT", "/v1/cart/u/items/mug", { quantity: 1 });
  await shop.send("PUT", "/v1/cart/u/email", { email: "ann@example.com" });
  expect((await shop.send("POST", "/v1/cart/u/clear")).json()).toEqual({ ok: { message: "cart cleared" } });
  expect((await shop.send("GET", "/v1/cart/u")).json()).toMatchObject({ ok: { items: [], email: "ann@example.com" } });
});

test("the same idempotency key happens once, and with another body is a conflict", async () => {
  const shop = await openRest();
  const headers = { "x-api-key": apiKey, "idempotency-key": "once" };
  for (let n = 0; n < 3; n++) {
    const answer = await shop.send("PUT", "/v1/cart/u/items/mug", { quantity: 1 }, headers);
    expect(answer.json()).toEqual({ ok: { message: "item added" } });
  }
  expect((await shop.send("GET", "/v1/cart/u")).json().ok.items).toMatchObject([{ quantity: 1 }]);
  const other = await shop.send("PUT", "/v1/cart/u/items/mug", { quantity: 2 }, headers);
  expect(other.statusCode).toBe(409);
  expect(other.json().err.message).toContain("idempotency key");
});

test.each(["x".repeat(201), "with space"])("the idempotency key %o is refused", async (key) => {
  const shop = await openRest();
  const headers = { "x-api-key": apiKey, "idempotency-key": key };
  expect((await shop.send("POST", "/v1/cart/u/clear", undefined, headers)).statusCode).toBe(400);
});

test.each([
  ["{", "JSON"],
  ['{"quantity":"many"}', "quantity"],
  ["{}", "quantity"],
])("the body %o is refused with a message", async (body, words) => {
  const shop = await openRest();
  const answer = await shop.send("PUT", "/v1/cart/u/items/mug", body);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toEqual({ err: { message: expect.stringContaining(words) } });
});

test("an id that cannot be one is refused, a route that is none is not found", async () => {
  const shop = await openRest();
  expect((await shop.send("GET", "/v1/product/%24%24")).statusCode).toBe(400);
  const none = await shop.send("GET", "/v1/nothing");
  expect([none.statusCode, none.json()]).toEqual([404, { err: { message: "There is no such route." } }]);
});

test.each([
  { "x-api-key": apiKey },
  { authorization: `Bearer ${apiKey}` },
  { authorization: `Basic ${Buffer.from(`:${apiKey}`).toString("base64")}` },
])("the key is taken from %o", async (headers) => {
  const shop = await openRest();
  expect((await shop.send("GET", "/v1/product/mug", undefined, headers)).statusCode).toBe(200);
});

test("where keys cannot be looked up, nobody is taken for a stranger", async () => {
  const apiKeys = { known: () => undefined, find: () => Promise.reject(new Error("no database")) };
  const shop = await openRest({ apiKeys });
  const answer = await shop.send("GET", "/v1/product/mug");
  expect(answer.statusCode).toBe(503);
});

test("without a key there is no way in, and guessing is slowed down", async () => {
  const shop = await openRest();
  const nameless = await shop.send("GET", "/v1/product/mug", undefined, {});
  expect([nameless.statusCode, nameless.json()]).toEqual([401, { err: { message: "An API key is needed." } }]);
  const guess = () => shop.send("GET", "/v1/product/mug", undefined, { "x-api-key": "guess" });
  for (let n = 0; n < 3; n++) expect((await guess()).statusCode).toBe(401);
  const slowed = await guess();
  expect([slowed.statusCode, slowed.headers["retry-after"]]).toEqual([429, "7"]);
});

test("a trigger is accepted at once, takes effect once for a key and names what it does not know", async () => {
  const shop = await openRest();
  const path = "/v1/agents/order/o-1/trigger/cancelOrder";
  const headers = { "x-api-key": apiKey, "idempotency-key": "t1" };
  const told = await shop.send("POST", path, undefined, headers);
  expect([told.statusCode, told.json()]).toEqual([202, { ok: { "call-id": expect.any(String) } }]);
  expect((await shop.send("POST", path, undefined, headers)).json()).toEqual(told.json());
  const bad = await shop.send("POST", "/v1/agents/shoppingAssistant/u1/trigger/recommendItems", { orderId: 7 });
  expect(bad.statusCode).toBe(400);
  for (const unknown of ["cart/u1/trigger/getCart", "cart/u1/trigger/constructor", "kart/u1/trigger/clear"]) {
    expect((await shop.send("POST", `/v1/agents/${unknown}`)).statusCode).toBe(404);
  }
});
