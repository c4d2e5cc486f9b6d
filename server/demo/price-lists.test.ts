import { expect, test } from "vitest";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { loadCatalogue } from "./load-catalogue.ts";
import { priceListsOf } from "./price-lists.ts";

const now = new Date("2026-02-27T13:45:00.000Z");

test("tables become rows of money with their region", () => {
  const { msrpPrices, listPrices, salePrices } = priceListsOf(
    { msrp: { global: { JPY: 1200 } }, list: { global: { USD: 900, EUR: 850 }, uk: { GBP: 700 } }, sales: [] },
    now,
  );
  expect(msrpPrices).toEqual([{ price: { amount: 1200, currency: "JPY" }, region: "global" }]);
  expect(listPrices).toEqual([
    { price: { amount: 900, currency: "USD" }, region: "global" },
    { price: { amount: 850, currency: "EUR" }, region: "global" },
    { price: { amount: 700, currency: "GBP" }, region: "uk" },
  ]);
  expect(salePrices).toEqual([]);
});

test("sales start and end at midnight UTC, counted from the day of seeding", () => {
  const prices = { global: { USD: 800 } };
  const sales = [
    { startsInDays: -1, endsInDays: 2, prices },
    { startsInDays: 3, prices },
    { endsInDays: 5, prices },
  ];
  const { salePrices } = priceListsOf({ msrp: {}, list: {}, sales }, now);
  expect(salePrices.map(({ start, end }) => [start, end])).toEqual([
    ["2026-02-26T00:00:00.000Z", "2026-03-01T00:00:00.000Z"],
    ["2026-03-02T00:00:00.000Z", null],
    [null, "2026-03-04T00:00:00.000Z"],
  ]);
});

test("the contract accepts the prices of the whole catalogue", async () => {
  const refused = (await loadCatalogue()).flatMap(({ id, prices }) => {
    const checked = prices && pricing.commands.initializePricing.input.safeParse(priceListsOf(prices, now));
    return checked?.success === false ? [{ id, error: checked.error.message }] : [];
  });
  expect(refused).toEqual([]);
});
