import { expect, test } from "vitest";
import { listsOf, type PriceRow } from "#lib/price-changes.ts";
import { baseOf, conflictOf, keptMine } from "./conflict.ts";

const usd = (kind: PriceRow["kind"], amount: number, region = "global"): PriceRow => ({
  kind,
  price: { amount, currency: "USD" },
  region,
  start: null,
  end: null,
});
const prices = (revision: number, ...rows: PriceRow[]) => ({ revision, pricing: listsOf(rows) });

const read = prices(1, usd("list", 1_000), usd("sale", 900));
const mine = listsOf([usd("list", 1_000), usd("sale", 800)]);
const theirs = prices(2, usd("list", 1_200), usd("list", 1_500, "eu"), usd("sale", 900));
const both = listsOf([usd("list", 1_200), usd("list", 1_500, "eu"), usd("sale", 800)]);

test("what others changed is kept beside mine, also when the look at it failed and it is kept again", () => {
  const conflict = conflictOf(baseOf(read), mine, theirs);
  expect(listsOf(keptMine(conflict))).toEqual(both);
  expect(listsOf(keptMine(conflict))).toEqual(both);
});

test("what others changed meanwhile is told from the prices that mine were put on", () => {
  const first = conflictOf(baseOf(read), mine, theirs);
  const later = prices(3, usd("list", 1_300), usd("sale", 900));
  const second = conflictOf(first.present, listsOf(keptMine(first)), later);
  expect(second.changes).toHaveLength(2);
  expect(listsOf(keptMine(second))).toEqual(listsOf([usd("list", 1_300), usd("sale", 800)]));
});

test("prices that were never set are none", () => {
  expect(baseOf({ revision: 0, pricing: null })).toEqual({ revision: 0, lists: listsOf([]) });
});
