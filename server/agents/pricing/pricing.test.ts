import { describe, expect } from "vitest";
import { listed, opening, usd } from "../testing/shop.ts";
import { test } from "../testing/shop-test.ts";
import { MAX_PRICES, pricing } from "./pricing.contract.ts";

const inSeconds = (seconds: number) => new Date(opening.getTime() + seconds * 1_000).toISOString();
const none = { msrpPrices: [], listPrices: [], salePrices: [] };
const market = { currency: "USD", region: "global" };
const sale = (amount: number, start: string | null, end: string | null) => ({
  price: usd(amount),
  region: "global",
  start,
  end,
});

test("nothing has a price before it is initialised", async ({ shop }) => {
  expect(await shop.query(pricing, "p1").getPricing()).toBeNull();
  expect(await shop.query(pricing, "p1").getPrice(market)).toBeNull();
});

// The TypeScript original never looks at its sale prices.
test("a sale begins and ends by the clock, and the price says why it is that", async ({ shop }) => {
  const window = { start: inSeconds(10), end: inSeconds(20) };
  await shop.ask(pricing, "p1").initializePricing({
    msrpPrices: listed(300),
    listPrices: listed(200),
    salePrices: [sale(100, window.start, window.end)],
  });
  const price = () => shop.query(pricing, "p1").getPrice(market);
  const normal = { price: usd(200), region: "global", kind: "list", window: null, list: usd(200), msrp: usd(300) };
  expect(await price()).toEqual(normal);
  await shop.advance(10_000);
  expect(await price()).toEqual({ ...normal, price: usd(100), kind: "sale", window });
  await shop.advance(9_999);
  expect(await price()).toMatchObject({ kind: "sale" });
  await shop.advance(1);
  expect(await price()).toEqual(normal);
});

test("initialising again replaces all three lists and keeps the day they were made", async ({ shop }) => {
  await shop.ask(pricing, "p1").initializePricing({ ...none, msrpPrices: listed(300), listPrices: listed(200) });
  await shop.advance(1_000);
  await shop.ask(pricing, "p1").initializePricing({ ...none, listPrices: listed(250) });
  expect(await shop.query(pricing, "p1").getPricing()).toEqual({
    productId: "p1",
    msrpPrices: [],
    listPrices: listed(250),
    salePrices: [],
    createdAt: inSeconds(0),
    updatedAt: inSeconds(1),
  });
});

test("an update merges each list by its keys and keeps those that it leaves empty", async ({ shop }) => {
  const inUs = { price: usd(190), region: "us" };
  await shop.ask(pricing, "p1").initializePricing({
    msrpPrices: listed(300),
    listPrices: [...listed(200), inUs],
    salePrices: [sale(120, inSeconds(50), null)],
  });
  await shop.advance(1_000);
  await shop.ask(pricing, "p1").updatePricing({
    ...none,
    listPrices: [
      { price: usd(180), region: "us" },
      { price: { amount: 2_000, currency: "JPY" }, region: "jp" },
    ],
    salePrices: [sale(110, inSeconds(5), null), sale(130, null, inSeconds(5))],
  });
  expect(await shop.query(pricing, "p1").getPricing()).toEqual({
    productId: "p1",
    msrpPrices: listed(300),
    listPrices: [
      ...listed(200),
      { price: usd(180), region: "us" },
      { price: { amount: 2_000, currency: "JPY" }, region: "jp" },
    ],
    salePrices: [sale(130, null, inSeconds(5)), sale(110, inSeconds(5), null), sale(120, inSeconds(50), null)],
    createdAt: inSeconds(0),
    updatedAt: inSeconds(1),
  });
});

// In the TypeScript original it is lost without a word.
test("an update of prices that were never initialised makes them", async ({ shop }) => {
  await shop.ask(pricing, "p1").updatePricing({ ...none, listPrices: listed(200) });
  expect(await shop.query(pricing, "p1").getPrice(market)).toMatchObject({ price: usd(200), kind: "list" });
});

test("the same instant written in another zone is the same window", async ({ shop }) => {
  await shop.ask(pricing, "p1").updatePricing({ ...none, salePrices: [sale(120, "2026-03-01T12:00:00+02:00", null)] });
  await shop.ask(pricing, "p1").updatePricing({ ...none, salePrices: [sale(110, "2026-03-01T10:00:00Z", null)] });
  const prices = await shop.query(pricing, "p1").getPricing();
  expect(prices?.salePrices).toEqual([sale(110, "2026-03-01T10:00:00.000Z", null)]);
});

// The original's prices are 32-bit floats.
test("amounts of every currency stay exact", async ({ shop }) => {
  const prices = [
    { price: { amount: 19_999_999_999, currency: "USD" }, region: "global" },
    { price: { amount: 1_999, currency: "JPY" }, region: "jp" },
    { price: { amount: 1_234_567, currency: "KWD" }, region: "global" },
  ];
  await shop.ask(pricing, "p1").initializePricing({ ...none, listPrices: prices });
  for (const { price, region } of prices) {
    const chosen = await shop.query(pricing, "p1").getPrice({ currency: price.currency, region });
    expect(chosen?.price).toEqual(price);
  }
});

describe("the contract lets in", () => {
  const { input } = pricing.commands.initializePricing;
  const accepts = (lists: object) => input.safeParse({ ...none, ...lists }).success;

  test("a sale with a window that can be, and null or nothing for an open side", () => {
    expect(accepts({ salePrices: [sale(1, inSeconds(1), inSeconds(2))] })).toBe(true);
    expect(input.parse({ ...none, salePrices: listed(1) }).salePrices).toEqual([sale(1, null, null)]);
  });

  test.each([
    ["a sale that ends when it starts", { salePrices: [sale(1, inSeconds(1), inSeconds(1))] }],
    ["a sale that ends before it starts", { salePrices: [sale(1, inSeconds(2), inSeconds(1))] }],
    ["a start that is no instant", { salePrices: [sale(1, "2026-02-30T00:00:00Z", null)] }],
    ["a start beyond the year 9999", { salePrices: [sale(1, "9999-12-31T23:30:00-01:00", null)] }],
    ["a fraction of a minor unit", { listPrices: listed(0.5) }],
    ["a negative price", { listPrices: listed(-1) }],
    ["a price that totals could not hold", { listPrices: listed(40_000_000_001) }],
    ["an unknown currency", { listPrices: [{ price: { amount: 1, currency: "usd" }, region: "global" }] }],
    ["more prices than a list may have", { listPrices: Array(MAX_PRICES + 1).fill(listed(1)[0]) }],
  ])("but not %s", (_, lists) => {
    expect(accepts(lists)).toBe(false);
  });
});
