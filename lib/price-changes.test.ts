import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changesBetween, keyOfRow, listsOf, type PriceRow, rebased, rowsOf } from "./price-changes.ts";
import { acrossMarkets, byMarket } from "./price-markets.ts";
import { previewOf } from "./price-preview.ts";
import { priceSeries } from "./price-series.ts";
import { type PriceStep, priceSteps } from "./price-steps.ts";

const start = Date.UTC(2026, 0, 1);
const at = (day: number) => new Date(start + day * 86_400_000);
const iso = (day: number) => at(day).toISOString();

const common = {
  price: fc.record({ amount: fc.nat({ max: 50 }), currency: fc.constantFrom("USD", "JPY", "KWD") }),
  region: fc.constantFrom("global", "eu"),
};
const day = fc.constantFrom(null, 2, 4, 6, 8);
const row: fc.Arbitrary<PriceRow> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("msrp" as const, "list" as const),
    ...common,
    start: fc.constant(null),
    end: fc.constant(null),
  }),
  fc
    .record({ ...common, from: day, to: day })
    .filter(({ from, to }) => from === null || to === null || from < to)
    .map(({ from, to, ...rest }) => ({
      kind: "sale" as const,
      ...rest,
      start: from === null ? null : iso(from),
      end: to === null ? null : iso(to),
    })),
);
/** As a form gives them: each key once. */
const rows = fc.uniqueArray(row, { selector: keyOfRow, maxLength: 12 });
const sorted = (some: readonly PriceRow[]) =>
  some.map((each) => JSON.stringify([keyOfRow(each), each.price.amount])).sort();

const usd = (kind: PriceRow["kind"], amount: number, window?: [number | null, number | null]): PriceRow => ({
  kind,
  price: { amount, currency: "USD" },
  region: "global",
  start: typeof window?.[0] === "number" ? iso(window[0]) : null,
  end: typeof window?.[1] === "number" ? iso(window[1]) : null,
});

describe("changes between lists", () => {
  test("taken away and put in, they make the one of the other", () => {
    fc.assert(
      fc.property(rows, rows, (from, to) => {
        const changes = changesBetween(listsOf(from), listsOf(to));
        const old = changes.flatMap(({ before }) => (before ? [keyOfRow(before)] : []));
        const came = changes.flatMap(({ after }) => (after ? [after] : []));
        expect(sorted([...from.filter((each) => !old.includes(keyOfRow(each))), ...came])).toEqual(sorted(to));
      }),
    );
  });

  test("none are between equal lists, and each says something new", () => {
    fc.assert(
      fc.property(rows, rows, (from, to) => {
        expect(changesBetween(listsOf(from), listsOf(from))).toEqual([]);
        for (const { before, after } of changesBetween(listsOf(from), listsOf(to))) expect(before).not.toEqual(after);
      }),
    );
  });

  test("a sale that was moved is one change", () => {
    const [from, to] = [usd("sale", 80, [2, 4]), usd("sale", 80, [2, 6])];
    expect(changesBetween(listsOf([from]), listsOf([to]))).toEqual([{ before: from, after: to }]);
  });
});

describe("my changes on their prices", () => {
  test("are mine where they changed nothing, and theirs where I changed nothing", () => {
    fc.assert(
      fc.property(rows, rows, (base, other) => {
        expect(sorted(rebased(listsOf(base), listsOf(other), listsOf(base)))).toEqual(sorted(other));
        expect(sorted(rebased(listsOf(base), listsOf(base), listsOf(other)))).toEqual(sorted(other));
      }),
    );
  });

  test("keep both, and mine where both changed one price", () => {
    const base = listsOf([usd("msrp", 300), usd("list", 200)]);
    const mine = listsOf([usd("msrp", 300), usd("list", 180)]);
    const theirs = listsOf([usd("msrp", 310), usd("list", 190), usd("sale", 90)]);
    expect(sorted(rebased(base, mine, theirs))).toEqual(sorted([usd("msrp", 310), usd("list", 180), usd("sale", 90)]));
  });
});

/** The amount that the steps say for an instant. */
const amountAt = (steps: readonly PriceStep[], instant: Date) =>
  steps.findLast(({ from }) => new Date(from) <= instant)?.price?.price.amount;

describe("steps", () => {
  test("a sale is announced with its start and its end", () => {
    const lists = listsOf([usd("list", 200), usd("sale", 150, [2, 4])]);
    expect(priceSteps(lists, { currency: "USD", region: "global" }, at(0))).toMatchObject([
      { from: iso(0), price: { price: { amount: 200 }, kind: "list" } },
      { from: iso(2), price: { price: { amount: 150 }, kind: "sale" } },
      { from: iso(4), price: { price: { amount: 200 }, kind: "list" } },
    ]);
  });

  test("of a preview tell every market's price at every time, and leave out only what stays", () => {
    fc.assert(
      fc.property(rows, rows, fc.integer({ min: 0, max: 20 }), (from, to, halfDay) => {
        const [before, after, instant] = [listsOf(from), listsOf(to), at(halfDay / 2)];
        const preview = previewOf(before, after, at(0));
        for (const { market } of acrossMarkets([byMarket(before), byMarket(after)])) {
          const shown = preview.markets.find(
            ({ currency, region }) => currency === market.currency && region === market.region,
          );
          const [then] = priceSteps(before, market, instant);
          const [now] = priceSteps(after, market, instant);
          if (shown) {
            expect(amountAt(shown.before, instant)).toBe(then?.price?.price.amount);
            expect(amountAt(shown.after, instant)).toBe(now?.price?.price.amount);
          } else {
            expect(now?.price).toEqual(then?.price);
          }
        }
      }),
    );
  });

  test("of a history are those of the state of each time", () => {
    const states = [
      { at: at(0), lists: listsOf([usd("list", 200), usd("sale", 150, [2, 8])]) },
      { at: at(4), lists: listsOf([usd("list", 180)]) },
      { at: at(4), lists: listsOf([usd("list", 190)]) },
    ];
    const [series, ...others] = priceSeries(states, at(9));
    expect(others).toEqual([]);
    expect(series?.steps.map(({ from, price }) => [from, price?.price.amount])).toEqual([
      [iso(0), 200],
      [iso(2), 150],
      [iso(4), 190],
    ]);
  });

  test("end where a market's prices were taken away", () => {
    const states = [
      { at: at(0), lists: listsOf([usd("list", 200)]) },
      { at: at(1), lists: listsOf([]) },
    ];
    expect(priceSeries(states, at(2))[0]?.steps.map(({ price }) => price?.price.amount)).toEqual([200, undefined]);
  });
});

test("rows and lists are the same prices", () => {
  fc.assert(
    fc.property(rows, (some) => {
      expect(sorted(rowsOf(listsOf(some)))).toEqual(sorted(some));
    }),
  );
});
