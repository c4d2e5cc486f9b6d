import type { z } from "zod";
import type { pricing } from "#agents/pricing/pricing.contract.ts";
import type { CataloguePrices, PriceTable } from "./catalogue-entry.ts";

const dayLength = 86_400_000;

type PriceLists = z.input<typeof pricing.commands.initializePricing.input>;

/** What `initializePricing` takes; sales start and end at midnight UTC, so many days from `now`. */
export function priceListsOf(prices: CataloguePrices, now: Date): PriceLists {
  return {
    msrpPrices: rowsOf(prices.msrp),
    listPrices: rowsOf(prices.list),
    salePrices: prices.sales.flatMap((sale) => {
      const window = { start: midnight(now, sale.startsInDays), end: midnight(now, sale.endsInDays) };
      return rowsOf(sale.prices).map((row) => ({ ...row, ...window }));
    }),
  };
}

function rowsOf(table: PriceTable) {
  return Object.entries(table).flatMap(([region, prices]) =>
    Object.entries(prices).map(([currency, amount]) => ({ price: { amount, currency }, region })),
  );
}

function midnight(now: Date, inDays: number | undefined): string | null {
  if (inDays === undefined) return null;
  return new Date((Math.floor(now.getTime() / dayLength) + inDays) * dayLength).toISOString();
}
