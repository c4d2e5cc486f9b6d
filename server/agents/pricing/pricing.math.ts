import type { Listed, OnSale } from "#lib/price-choice.ts";
import type { PricingItem, SalePricingItem } from "./pricing.contract.ts";

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
