import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choosePrice } from "#lib/price-choice.ts";
import type { PricingItem, SalePricingItem } from "./pricing.contract.ts";
import { mergePrices, mergeSales } from "./pricing.math.ts";

const market = { currency: "USD", region: "global" };
const usd = (amount: number, region = "global"): PricingItem => ({ price: { amount, currency: "USD" }, region });
const sale = (amount: number, start: string | null, end: string | null, region = "global"): SalePricingItem => ({
  ...usd(amount, region),
  start,
  end,
});
const lists = { msrpPrices: [usd(300)], listPrices: [usd(200)], salePrices: [] as SalePricingItem[] };

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const iso = (day: number) => at(day).toISOString();
const amountAt = (day: number, ...salePrices: SalePricingItem[]) =>
  choosePrice({ ...lists, salePrices }, market, at(day))?.price.amount;

describe("choosing a price", () => {
  test("an active sale wins over the list price, and that over the MSRP", () => {
    expect(choosePrice({ ...lists, salePrices: [sale(100, iso(1), iso(3))] }, market, at(2))).toEqual({
      price: { amount: 100, currency: "USD" },
      region: "global",
      kind: "sale",
      window: { start: iso(1), end: iso(3) },
      list: { amount: 200, currency: "USD" },
      msrp: { amount: 300, currency: "USD" },
    });
    expect(choosePrice(lists, market, at(2))).toMatchObject({ kind: "list", price: { amount: 200 }, window: null });
    expect(choosePrice({ ...lists, listPrices: [] }, market, at(2))).toMatchObject({
      kind: "msrp",
      price: { amount: 300 },
      list: null,
    });
    expect(choosePrice({ ...lists, listPrices: [], msrpPrices: [] }, market, at(2))).toBeNull();
  });

  test("a sale starts at its start and is over at its end", () => {
    const window = sale(100, iso(2), iso(4));
    const millisecondBefore = new Date(at(4).getTime() - 1);
    expect(amountAt(1, window)).toBe(200);
    expect(amountAt(2, window)).toBe(100);
    expect(choosePrice({ ...lists, salePrices: [window] }, market, millisecondBefore)?.price.amount).toBe(100);
    expect(amountAt(4, window)).toBe(200);
  });

  test("a window without start or end is open on that side", () => {
    expect(amountAt(1, sale(100, null, iso(4)))).toBe(100);
    expect(amountAt(9, sale(100, iso(2), null))).toBe(100);
    expect(amountAt(9, sale(100, null, null))).toBe(100);
  });

  test("the first fitting price counts, not the lowest", () => {
    expect(amountAt(2, sale(150, null, null), sale(100, null, null))).toBe(150);
    expect(choosePrice({ ...lists, listPrices: [usd(200), usd(100)] }, market, at(2))?.price.amount).toBe(200);
  });

  test("currency and region match exactly", () => {
    for (const other of [
      { currency: "usd", region: "global" },
      { currency: "USD", region: "Global" },
      { currency: "EUR", region: "global" },
      { currency: "USD", region: "us" },
    ]) {
      expect(choosePrice({ ...lists, salePrices: [sale(100, null, null)] }, other, at(2))).toBeNull();
    }
  });
});

const item = fc.record({
  price: fc.record({ amount: fc.nat({ max: 9_999 }), currency: fc.constantFrom("USD", "JPY", "KWD") }),
  region: fc.constantFrom("global", "us", "jp"),
});
const instant = fc.constantFrom(null, iso(1), iso(5), iso(9));
const items = fc.array(item, { maxLength: 8 });
const sales = fc.array(
  fc.tuple(item, instant, instant).map(([price, start, end]): SalePricingItem => ({ ...price, start, end })),
  { maxLength: 8 },
);
const keyOf = (entry: PricingItem & Partial<SalePricingItem>) =>
  [entry.region, entry.price.currency, entry.start, entry.end].join();
const first = <T extends PricingItem>(list: readonly T[], key: string) => list.find((entry) => keyOf(entry) === key);

type Merge<T> = (current: readonly T[], updates: readonly T[]) => T[];

function describeMerge<T extends PricingItem>(name: string, list: fc.Arbitrary<T[]>, merge: Merge<T>) {
  const filled = list.filter(({ length }) => length > 0);

  describe(`merging ${name}`, () => {
    test("no updates keep what is there, and nothing there takes the updates", () => {
      fc.assert(
        fc.property(list, (some) => {
          expect(merge(some, [])).toEqual(some);
          expect(merge([], some)).toEqual(some);
        }),
      );
    });

    test("an update wins for its key, every other key stays once, and none is made up", () => {
      fc.assert(
        fc.property(filled, filled, (current, updates) => {
          const merged = merge(current, updates);
          const keys = new Set([...current, ...updates].map(keyOf));
          expect(new Set(merged.map(keyOf))).toEqual(keys);
          expect(merged).toHaveLength(keys.size);
          for (const key of keys) expect(first(merged, key)).toEqual(first(updates, key) ?? first(current, key));
        }),
      );
    });

    test("merging the same updates again changes nothing", () => {
      fc.assert(
        fc.property(filled, list, (current, updates) => {
          const once = merge(current, updates);
          expect(merge(once, updates)).toEqual(once);
        }),
      );
    });
  });
}

describeMerge("list and MSRP prices", items, mergePrices);
describeMerge("sale prices", sales, mergeSales);

describe("merging", () => {
  test("sales that met others are sorted by start, those without one first", () => {
    fc.assert(
      fc.property(sales, sales, (current, updates) => {
        fc.pre(current.length > 0 && updates.length > 0);
        const starts = mergeSales(current, updates).map(({ start }) => (start === null ? 0 : Date.parse(start)));
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
      }),
    );
  });

  test("a window that differs is another sale", () => {
    const merged = mergeSales([sale(100, iso(1), iso(5))], [sale(90, iso(1), iso(9)), sale(80, iso(1), iso(5))]);
    expect(merged).toEqual([sale(80, iso(1), iso(5)), sale(90, iso(1), iso(9))]);
  });

  test("the list price of a market is the updated one wherever there is an update", () => {
    fc.assert(
      fc.property(items, items, item, (current, updates, { region, price: { currency } }) => {
        const listed = (listPrices: PricingItem[]) =>
          choosePrice({ msrpPrices: [], listPrices, salePrices: [] }, { currency, region }, at(1))?.price;
        expect(listed(mergePrices(current, updates))).toEqual(listed(updates) ?? listed(current));
      }),
    );
  });
});
