import { expect, test } from "vitest";
import { apiKey, openApi } from "./testing/open-api.ts";

const usd = (amount: number) => ({ price: { amount, currency: "USD" }, region: "global" });
const sale = { ...usd(999), start: null, end: "2026-01-20T00:00:00.000Z" };
const lists = { msrpPrices: [], listPrices: [usd(1_250)], salePrices: [sale] };

async function openDashboard() {
  const shop = await openApi();
  shop.sessions.add("staff", "merchandiser");
  shop.sessions.add("viewer", "viewer");
  return { shop, staff: shop.as("staff"), viewer: shop.as("viewer") };
}

test("a preview tells what changes, and saving does exactly that", async () => {
  const { staff, viewer } = await openDashboard();
  const preview = await viewer.admin.prices.preview({ productId: "mug", revision: 1, ...lists });
  expect(preview).toMatchObject({
    ok: true,
    value: {
      changes: [{ before: null, after: { kind: "sale", price: { amount: 999 } } }],
      markets: [
        {
          currency: "USD",
          region: "global",
          before: [{ price: { price: { amount: 1_250 } } }],
          after: [{ price: { price: { amount: 999 } } }, { from: sale.end, price: { price: { amount: 1_250 } } }],
        },
      ],
    },
  });
  expect((await viewer.admin.prices.get({ productId: "mug" }))?.pricing?.salePrices).toEqual([]);
  expect(await staff.admin.prices.revise({ productId: "mug", revision: 1, ...lists })).toEqual({ ok: true, value: 2 });
  expect(await viewer.admin.prices.get({ productId: "mug" })).toMatchObject({
    name: "mug",
    revision: 2,
    pricing: lists,
  });
});

test("an older preview is refused with the prices of now, seen and saved", async () => {
  const { staff } = await openDashboard();
  await staff.admin.prices.revise({ productId: "mug", revision: 1, ...lists });
  const older = { productId: "mug", revision: 1, ...lists, listPrices: [usd(1)] };
  const refusal = { ok: false, error: { code: "pricing_changed", detail: { revision: 2, pricing: lists } } };
  expect(await staff.admin.prices.preview(older)).toMatchObject(refusal);
  expect(await staff.admin.prices.revise(older)).toMatchObject(refusal);
  expect(await staff.admin.prices.get({ productId: "mug" })).toMatchObject({ revision: 2, pricing: lists });
});

test("the same save sent twice is one change", async () => {
  const { staff } = await openDashboard();
  const save = { productId: "mug", revision: 1, ...lists, key: "k1" };
  expect(await staff.admin.prices.revise(save)).toEqual({ ok: true, value: 2 });
  expect(await staff.admin.prices.revise(save)).toEqual({ ok: true, value: 2 });
  expect((await staff.admin.prices.get({ productId: "mug" }))?.revision).toBe(2);
});

test("a key saves", async () => {
  const { shop } = await openDashboard();
  const save = { productId: "mug", revision: 1, ...lists };
  const program = shop.request({ headers: { "x-api-key": apiKey } }).api;
  expect(await program.admin.prices.revise(save)).toEqual({ ok: true, value: 2 });
});

test("the history says who, when and what, and what shoppers saw", async () => {
  const { staff, viewer } = await openDashboard();
  await staff.admin.prices.revise({ productId: "mug", revision: 1, ...lists });
  const { changes, cursor, series } = await viewer.admin.prices.history({ productId: "mug" });
  expect(cursor).toBeNull();
  expect(changes).toMatchObject([
    {
      version: 2,
      who: { kind: "staff", id: "user-staff", name: "Eve" },
      rows: [{ before: null, after: { kind: "sale", price: { amount: 999 } } }],
    },
    { version: 1, who: { kind: "system", id: "test", name: null }, rows: [{ after: { kind: "list" } }] },
  ]);
  expect(series).toMatchObject([
    // the clock stands still, so nobody saw the price before
    { currency: "USD", region: "global", steps: [{ price: { price: { amount: 999 }, kind: "sale" } }] },
  ]);
});

test("a long history comes in pages that meet every change once", async () => {
  const { shop, staff } = await openDashboard();
  for (let n = 1; n <= 60; n++) {
    await shop.clock.advance(1_000);
    await staff.admin.prices.revise({ productId: "mug", revision: n, ...lists, listPrices: [usd(n)] });
  }
  const first = await staff.admin.prices.history({ productId: "mug" });
  const second = await staff.admin.prices.history({ productId: "mug", before: first.cursor ?? 0 });
  expect(second.cursor).toBeNull();
  const all = [...first.changes, ...second.changes];
  expect(all.map(({ version }) => version)).toEqual(Array.from({ length: 61 }, (_, n) => 61 - n));
  expect(all.every(({ rows }) => rows?.length)).toBe(true);
  // what shoppers saw goes on in the newer page where it ends in the older one
  expect(second.until).toBe(first.changes.at(-1)?.at);
  expect(first.series[0]?.steps[0]?.from).toBe(second.until);
  const beyond = await staff.admin.prices.history({ productId: "mug", before: 1_000 });
  expect([beyond.changes, beyond.until]).toEqual([first.changes, first.until]);
});

test("a product that is nowhere has no page", async () => {
  const { viewer } = await openDashboard();
  expect(await viewer.admin.prices.get({ productId: "nothing" })).toBeNull();
  expect(await viewer.admin.prices.get({ productId: "🌾" })).toBeNull();
});

test("products are sorted by today's price, those without one last", async () => {
  const { shop, staff } = await openDashboard();
  await staff.admin.prices.revise({ productId: "mug", revision: 1, ...lists });
  shop.dependencies.productTable.find = async () => ({
    rows: ["bowl", "cup", "mug"].map((productId) => ({ productId, name: productId, brand: "", updatedAt: "" })),
    total: 3,
  });
  const idsBy = async (descending: boolean) =>
    (await staff.admin.products({ order: "price", descending })).products.map(({ productId }) => productId);
  expect(await idsBy(false)).toEqual(["mug", "bowl", "cup"]);
  expect(await idsBy(true)).toEqual(["bowl", "mug", "cup"]);
});

test("without the read model products still come, in the order of their ids", async () => {
  const { viewer } = await openDashboard();
  expect(await viewer.admin.products({ words: "mug" })).toMatchObject({
    products: [{ productId: "bowl" }, { productId: "mug", price: { price: { amount: 1_250 } } }],
    total: null,
    instead: "table_away",
  });
});

test("what goes wrong beside the read model is not taken for its absence", async () => {
  const { shop, viewer } = await openDashboard();
  shop.dependencies.productTable.find = async () => ({
    rows: [{ productId: "not an id", name: "", brand: "", updatedAt: "" }],
    total: 1,
  });
  await expect(viewer.admin.products({})).rejects.toThrow();
});
