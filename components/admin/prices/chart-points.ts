import { decimalsOf } from "#lib/currency.ts";
import type { PriceSeries } from "#lib/price-series.ts";

/** One instant of a chart: what each region costs from then on, in the currency's units; null is no price. */
export type ChartPoint = { at: number; prices: (number | null)[] };

/** All instants at which a price of one of these regions changes, and the end; numbers only place a line. */
export function chartPoints(regions: readonly PriceSeries[], end: number): ChartPoint[] {
  const times = new Set(regions.flatMap(({ steps }) => steps.map(({ from }) => Date.parse(from))));
  return [...times, end]
    .filter((at) => at <= end)
    .sort((a, b) => a - b)
    .map((at) => ({
      at,
      prices: regions.map(({ currency, steps }) => {
        const price = steps.findLast(({ from }) => Date.parse(from) <= at)?.price?.price;
        return price ? price.amount / 10 ** (decimalsOf(currency) ?? 2) : null;
      }),
    }));
}
