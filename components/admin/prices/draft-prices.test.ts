import fc from "fast-check";
import { expect, test } from "vitest";
import { listsOf, type PriceRow } from "#lib/price-changes.ts";
import { type DraftRow, draftOf, draftOfLists, readDraft } from "./draft-prices.ts";

const row: DraftRow = {
  id: 7,
  kind: "list",
  currency: "USD",
  region: "global",
  amount: "12.50",
  start: null,
  end: null,
};
const wrongIn = (...rows: Partial<DraftRow>[]) => {
  const read = readDraft(rows.map((each, i) => ({ ...row, id: i, ...each })));
  return read.ok ? {} : read.error;
};

test("what is typed as it was shown is what it was, in every currency", () => {
  const price = fc.record({
    amount: fc.nat({ max: 40_000_000_000 }),
    currency: fc.constantFrom("USD", "JPY", "KWD", "CLF"),
  });
  fc.assert(
    fc.property(price, (each) => {
      const rows: PriceRow[] = [{ kind: "list", price: each, region: "eu", start: null, end: null }];
      expect(readDraft(draftOf(rows))).toEqual({ ok: true, value: rows });
      expect(draftOfLists(listsOf(rows))).toEqual(draftOf(rows));
    }),
  );
});

test("letters and spaces around are forgiven", () => {
  expect(readDraft([{ ...row, currency: " usd", region: "global ", amount: " 12.5 " }])).toMatchObject({
    ok: true,
    value: [{ price: { amount: 1_250, currency: "USD" }, region: "global" }],
  });
});

test.each<[string, Partial<DraftRow>, object]>([
  ["no currency", { currency: "DOLLAR" }, { currency: "Enter a currency code like USD." }],
  ["no region", { region: " " }, { region: "Enter a region, at most 64 letters." }],
  ["no amount", { amount: "" }, { amount: "Enter an amount like 12.50." }],
  ["a comma", { currency: "JPY", amount: "1,200" }, { amount: "Enter an amount like 1200." }],
  ["a fraction of a yen", { currency: "JPY", amount: "12.5" }, { amount: "JPY has no decimals." }],
  ["four decimals of a dinar", { currency: "KWD", amount: "1.2345" }, { amount: "KWD has at most 3 decimals." }],
  ["a negative amount", { amount: "-1" }, { amount: "A price cannot be negative." }],
  ["too much", { amount: "400000000.01" }, { amount: "This is more than a price may be." }],
  [
    "a sale that ends as it starts",
    { kind: "sale", start: "2026-01-01T00:00:00.000Z", end: "2026-01-01T00:00:00.000Z" },
    { end: "The end must be after the start." },
  ],
])("%s is said beside its field", (_, typed, wrong) => {
  expect(wrongIn({}, { region: "eu", ...typed })).toEqual({ 1: wrong });
});

test("a market has one price a list, and sales at different times", () => {
  expect(wrongIn({}, {})).toMatchObject({ 1: { region: "This currency and region has a price above." } });
  expect(wrongIn({}, { kind: "msrp" }, { kind: "sale" }, { kind: "sale", end: "2026-01-01T00:00:00.000Z" })).toEqual(
    {},
  );
});
