import type { Market } from "../item.contract.ts";
import type { ChosenPrice, PricingItem, SalePricingItem } from "./pricing.contract.ts";

/** Read-only, so that committed state and drafts both fit. */
type Listed = { readonly price: Readonly<PricingItem["price"]>; readonly region: string };
type OnSale = Listed & Pick<SalePricingItem, "start" | "end">;
export type PriceLists = {
  readonly msrpPrices: readonly Listed[];
  readonly listPrices: readonly Listed[];
  readonly salePrices: readonly Readonly<OnSale>[];
};

const isActive = ({ start, end }: Readonly<OnSale>, now: Date) =>
  (start === null || now >= new Date(start)) && (end === null || now < new Date(end));

/** The first active sale, else the first list price, else the first MSRP of exactly that currency and region. */
export function choosePrice(lists: PriceLists, { currency, region }: Market, now: Date): ChosenPrice | null {
  const fits = (item: Listed) => item.price.currency === currency && item.region === region;
  const sale = lists.salePrices.find((item) => fits(item) && isActive(item, now));
  const list = lists.listPrices.find(fits);
  const msrp = lists.msrpPrices.find(fits);
  const chosen = sale ?? list ?? msrp;
  if (!chosen) return null;
  return {
    price: { ...chosen.price },
    region,
    kind: sale ? "sale" : list ? "list" : "msrp",
    window: sale ? { start: sale.start, end: sale.end } : null,
    list: list ? { ...list.price } : null,
    msrp: msrp ? { ...msrp.price } : null,
  };
}

// Where a list names a key twice the first counts, as it does when a price is chosen.
function firstByKey<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T> {
  return new Map([...items].reverse().map((item) => [keyOf(item), item]));
}

function merge<T>(current: readonly T[], updates: readonly T[], keyOf: (item: T) => string): T[] {
  if (updates.length === 0) return [...current];
  if (current.length === 0) return [...updates];
  const [kept, newer] = [firstByKey(current, keyOf), firstByKey(updates, keyOf)];
  const keys = new Set([...current, ...updates].map(keyOf));
  return [...keys].flatMap((key) => newer.get(key) ?? kept.get(key) ?? []);
}

const keyOfItem = ({ region, price }: Listed) => JSON.stringify([region, price.currency]);
const keyOfSale = ({ region, price, start, end }: OnSale) => JSON.stringify([region, price.currency, start, end]);

/** Merges list or MSRP prices: an update replaces the price of its region and currency; no updates change nothing. */
export function mergePrices(current: readonly PricingItem[], updates: readonly PricingItem[]): PricingItem[] {
  return merge(current, updates, keyOfItem);
}

/** Merges sale prices by region, currency and window; two lists that met are sorted by start, those without one first. */
export function mergeSales(
  current: readonly SalePricingItem[],
  updates: readonly SalePricingItem[],
): SalePricingItem[] {
  const merged = merge(current, updates, keyOfSale);
  if (current.length === 0 || updates.length === 0) return merged;
  const startOf = ({ start }: SalePricingItem) => (start === null ? Number.NEGATIVE_INFINITY : Date.parse(start));
  return merged.sort((a, b) => (startOf(a) === startOf(b) ? 0 : startOf(a) - startOf(b)));
}
