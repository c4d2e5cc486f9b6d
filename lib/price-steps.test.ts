import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choosePrice, type Listed, type OnSale, type PriceLists } from "./price-choice.ts";
import { previewOf } from "./price-preview.ts";
import { priceSeries } from "./price-series.ts";
import { priceSteps } from "./price-steps.ts";

const start = Date.UTC(2026, 0, 1);
const at = (day: number) => new Date(start + day * 86_400_000);
const iso = (day: number) => at(day).toISOString();
const market = { currency: "USD", region: "global" };

const listed = fc.record({
  price: fc.record({ amount: fc.nat({ max: 9 }), currency: fc.constantFrom("USD", "JPY") }),
  region: fc.constantFrom("global", "eu"),
});
const day = fc.option(fc.integer({ min: 0, max: 20 }).map(iso));
const sale = fc.tuple(listed, day, day).map(([rest, from, to]): OnSale => ({ ...rest, start: from, end: to }));
const lists: fc.Arbitrary<PriceLists> = fc.record({
  msrpPrices: fc.array(listed, { maxLength: 3 }),
  listPrices: fc.array(listed, { maxLength: 3 }),
  salePrices: fc.array(sale, { maxLength: 20 }),
});

test("steps say what is chosen at every time, and turn only where that changes", () => {
  const when = fc.integer({ min: -1, max: 21 });
  fc.assert(
    fc.property(lists, when, fc.option(when, { nil: undefined }), (some, from, until) => {
      const steps = priceSteps(some, market, at(from), until === undefined ? undefined : at(until));
      const chosen = (instant: number) => {
        const choice = choosePrice(some, market, at(instant));
        return choice && { price: choice.price, kind: choice.kind };
      };
      const naive = [{ from: iso(from), price: chosen(from) }];
      for (let next = from + 1; next < (until ?? 22); next++) {
        const price = chosen(next);
        if (JSON.stringify(price) !== JSON.stringify(naive.at(-1)?.price)) naive.push({ from: iso(next), price });
      }
      expect(steps).toEqual(naive);
    }),
  );
});

/** Many prices that count how often anybody asks where they hold. */
function counted(count: number, regionOf: (i: number) => string) {
  let looks = 0;
  const row = (i: number): Listed => ({
    price: { amount: i, currency: "USD" },
    get region() {
      looks++;
      return regionOf(i);
    },
  });
  const rows = Array.from({ length: count }, (_, i) => i);
  const made: PriceLists = {
    msrpPrices: rows.map(row),
    listPrices: rows.map(row),
    salePrices: rows.map((i) =>
      Object.defineProperties(row(i), {
        start: { value: iso(i + 1), enumerable: true },
        end: { value: iso(i + 1.5), enumerable: true },
      }),
    ) as OnSale[],
  };
  return { made, looks: () => looks };
}

describe("of many prices each is looked at a few times", () => {
  const kinds = 3;
  const many = 500;
  const few = 12;

  test.each<[string, (i: number) => string]>([
    ["in one market", () => "global"],
    ["in a market each", (i) => `region ${i}`],
  ])("for a preview %s", (_, regionOf) => {
    const { made, looks } = counted(many, regionOf);
    const preview = previewOf(made, { msrpPrices: [], listPrices: [], salePrices: [] }, at(0));
    expect(preview.markets).toHaveLength(new Set(made.listPrices.map(({ region }) => region)).size);
    expect(looks()).toBeLessThan(many * kinds * few);
  });

  test("and once a state for a history", () => {
    const { made, looks } = counted(many, () => "global");
    const states = Array.from({ length: 50 }, (_, i) => ({ at: at(i * 10), lists: made }));
    const [series] = priceSeries(states, at(many + 1));
    expect(series?.steps).toHaveLength(2 * many + 1);
    expect(looks()).toBeLessThan(many * kinds * states.length * few);
  });
});
