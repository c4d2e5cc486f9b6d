import { expect, test } from "vitest";
import type { PriceSeries } from "#lib/price-series.ts";
import { chartPoints } from "./chart-points.ts";

const step = (from: number, amount: number | null, currency = "USD") => ({
  from: new Date(from).toISOString(),
  price: amount === null ? null : { price: { amount, currency }, kind: "list" as const },
});

test("every region has its price at each instant that any of them changes, and at the end", () => {
  const regions: PriceSeries[] = [
    { currency: "USD", region: "global", steps: [step(0, 1_250), step(20, 999)] },
    { currency: "USD", region: "eu", steps: [step(0, null), step(10, 1_300), step(30, null)] },
  ];
  expect(chartPoints(regions, 40)).toEqual([
    { at: 0, prices: [12.5, null] },
    { at: 10, prices: [12.5, 13] },
    { at: 20, prices: [9.99, 13] },
    { at: 30, prices: [9.99, null] },
    { at: 40, prices: [9.99, null] },
  ]);
});

test("amounts are in units of their currency", () => {
  const of = (currency: string) => chartPoints([{ currency, region: "x", steps: [step(0, 1_500, currency)] }], 0)[0];
  expect([of("JPY"), of("KWD")].map((point) => point?.prices)).toEqual([[1_500], [1.5]]);
});
