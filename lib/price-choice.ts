import type { Money } from "./money.ts";

/** Where something is sold, and for which money. */
export type Market = { currency: string; region: string };
/** Read-only, so that committed state, drafts and what a browser was sent all fit. */
export type Listed = { readonly price: Readonly<Money>; readonly region: string };
/** A price from `start` up to, not including, `end`; null is open. */
export type OnSale = Listed & { readonly start: string | null; readonly end: string | null };
export type PriceLists = {
  readonly msrpPrices: readonly Listed[];
  readonly listPrices: readonly Listed[];
  readonly salePrices: readonly OnSale[];
};

export type Choice = {
  price: Money;
  region: string;
  kind: "sale" | "list" | "msrp";
  window: { start: string | null; end: string | null } | null;
  list: Money | null;
  msrp: Money | null;
};

const isActive = ({ start, end }: OnSale, now: Date) =>
  (start === null || now >= new Date(start)) && (end === null || now < new Date(end));

/** The first active sale, else the first list price, else the first MSRP of exactly that currency and region. */
export function choosePrice(lists: PriceLists, { currency, region }: Market, now: Date): Choice | null {
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
