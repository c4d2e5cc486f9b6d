import { expect, test } from "vitest";
import { apiKey, openApi } from "./testing/open-api.ts";

const change = {
  productId: "mug",
  msrpPrices: [],
  listPrices: [{ price: { amount: 999, currency: "USD" }, region: "global" }],
  salePrices: [],
};

test("nobody may change prices without a session", async () => {
  const shop = await openApi();
  const { api, cookies } = shop.request({});
  await expect(api.pricing.update(change)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  expect(cookies).toEqual([]);
});

test.each(["merchandiser", "publisher", "admin"] as const)("a %s may change prices", async (role) => {
  const shop = await openApi();
  shop.sessions.add("staff", role);
  expect(await shop.as("staff").pricing.update(change)).toMatchObject({ ok: true });
  expect(await shop.as("ann").pricing.getPrice({ productId: "mug" })).toMatchObject({ price: { amount: 999 } });
});

test("a viewer may not change prices", async () => {
  const shop = await openApi();
  shop.sessions.add("staff", "viewer");
  await expect(shop.as("staff").pricing.update(change)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test.each([
  { "x-api-key": apiKey },
  { authorization: `Bearer ${apiKey}` },
  { authorization: `Basic ${Buffer.from(`anyone:${apiKey}`).toString("base64")}` },
])("a program changes prices by its key: %o", async (headers) => {
  const shop = await openApi();
  expect(await shop.request({ headers }).api.pricing.update(change)).toMatchObject({ ok: true });
});

test("an unknown key is nobody", async () => {
  const shop = await openApi();
  const { api } = shop.request({ headers: { "x-api-key": "guess" } });
  await expect(api.pricing.update(change)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test.each(["viewer", "merchandiser", "publisher", "admin"] as const)("a %s reads the dashboard", async (role) => {
  const shop = await openApi();
  shop.sessions.add("staff", role);
  const { admin } = shop.as("staff");
  expect(await admin.orders.list({})).toMatchObject({ orders: [] });
  expect(await admin.deadLetters.list({})).toMatchObject({ letters: [] });
});

test("without a session, and by a key alone, nobody reads the dashboard", async () => {
  const shop = await openApi();
  for (const headers of [{}, { "x-api-key": apiKey }]) {
    const { admin } = shop.request({ headers }).api;
    for (const read of [() => admin.orders.list({}), () => admin.deadLetters.count(), () => admin.me()])
      await expect(read()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  }
});
