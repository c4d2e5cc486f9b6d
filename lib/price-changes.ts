import type { Money } from "./money.ts";
import type { Choice, Listed, OnSale, PriceLists } from "./price-choice.ts";

export type PriceKind = Choice["kind"];
/** One price of one list; only sales have a window. */
export type PriceRow = { kind: PriceKind; price: Money; region: string; start: string | null; end: string | null };
/** A row that came, went, or has another amount or window. */
export type RowChange = { before: PriceRow | null; after: PriceRow | null };

const rowOf = (kind: PriceKind, { price, region }: Listed, window?: OnSale): PriceRow => ({
  kind,
  price: { amount: price.amount, currency: price.currency },
  region,
  start: window?.start ?? null,
  end: window?.end ?? null,
});

/** All prices of all lists, MSRP before list before sale. */
export const rowsOf = ({ msrpPrices, listPrices, salePrices }: PriceLists): PriceRow[] => [
  ...msrpPrices.map((item) => rowOf("msrp", item)),
  ...listPrices.map((item) => rowOf("list", item)),
  ...salePrices.map((item) => rowOf("sale", item, item)),
];

type Lists = {
  msrpPrices: { price: Money; region: string }[];
  listPrices: { price: Money; region: string }[];
  salePrices: { price: Money; region: string; start: string | null; end: string | null }[];
};

/** The lists that these rows are; sales by their start, those without one first, as the pricing agent keeps them. */
export function listsOf(rows: readonly PriceRow[]): Lists {
  const of = (kind: PriceKind) => rows.filter((row) => row.kind === kind);
  const listed = ({ price, region }: PriceRow) => ({ price, region });
  const startOf = ({ start }: PriceRow) => (start === null ? Number.NEGATIVE_INFINITY : Date.parse(start));
  const sales = of("sale").sort((a, b) => (startOf(a) === startOf(b) ? 0 : startOf(a) - startOf(b)));
  return {
    msrpPrices: of("msrp").map(listed),
    listPrices: of("list").map(listed),
    salePrices: sales.map(({ price, region, start, end }) => ({ price, region, start, end })),
  };
}

/** Rows with the same key stand for the same price: the later one of a list never counts. */
export const keyOfRow = ({ kind, price, region, start, end }: PriceRow): string =>
  JSON.stringify([kind, price.currency, region, start, end]);

const marketOfRow = ({ kind, price, region }: PriceRow): string => JSON.stringify([kind, price.currency, region]);

function firstByKey(lists: PriceLists): Map<string, PriceRow> {
  return new Map(
    rowsOf(lists)
      .reverse()
      .map((row) => [keyOfRow(row), row]),
  );
}

/** What is different, row by row. A sale whose window moved is one change where its market has one that went and one that came. */
export function changesBetween(before: PriceLists, after: PriceLists): RowChange[] {
  const [old, now] = [firstByKey(before), firstByKey(after)];
  const gone = [...old].flatMap(([key, row]) => (now.has(key) ? [] : [row])).reverse();
  const came = [...now].flatMap(([key, row]) => (old.has(key) ? [] : [row])).reverse();
  const amended = [...now]
    .flatMap(([key, after]): RowChange[] => {
      const before = old.get(key);
      return before && before.price.amount !== after.price.amount ? [{ before, after }] : [];
    })
    .reverse();
  const goneBeside = Map.groupBy([...gone].reverse(), marketOfRow);
  const moved = came.map((after): RowChange => ({ before: goneBeside.get(marketOfRow(after))?.pop() ?? null, after }));
  const replaced = new Set(moved.map(({ before }) => before));
  const removed = gone.filter((row) => !replaced.has(row)).map((row): RowChange => ({ before: row, after: null }));
  return [...amended, ...moved, ...removed].sort(byKind);
}

const kinds: readonly PriceKind[] = ["msrp", "list", "sale"];
const byKind = (a: RowChange, b: RowChange): number => kinds.indexOf(kindOf(a)) - kinds.indexOf(kindOf(b));
const kindOf = ({ before, after }: RowChange): PriceKind => (after ?? before)?.kind ?? "sale";

/** Lists that were changed from `base`, with the same changes made to `theirs` instead; where both changed a row, `mine` is kept. */
export function rebased(base: PriceLists, mine: PriceLists, theirs: PriceLists): PriceRow[] {
  const [from, wanted, present] = [firstByKey(base), firstByKey(mine), firstByKey(theirs)];
  const keys = new Set([...rowsOf(theirs), ...rowsOf(mine)].map(keyOfRow));
  return [...keys].flatMap((key) => {
    const isMine = wanted.get(key)?.price.amount !== from.get(key)?.price.amount;
    return (isMine ? wanted : present).get(key) ?? [];
  });
}
