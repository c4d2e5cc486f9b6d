import type { Market, PriceLists } from "./price-choice.ts";
import { acrossMarkets, byMarket } from "./price-markets.ts";
import { joined, type PriceStep, priceSteps } from "./price-steps.ts";

export type PriceSeries = Market & { steps: PriceStep[] };

/** What shoppers saw in each market, from the first of these states until `now`; states come oldest first. */
export function priceSeries(states: readonly { at: Date; lists: PriceLists }[], now: Date): PriceSeries[] {
  const spans = states.map(({ at, lists }, i) => ({ at, lists, until: states[i + 1]?.at ?? now }));
  // of two changes in one millisecond nobody saw the first
  const seen = spans.filter(({ at, until }, i) => at < until || i === spans.length - 1);
  return acrossMarkets(seen.map(({ lists }) => byMarket(lists))).map(({ market, each }) => ({
    ...market,
    steps: joined(
      seen.flatMap(({ at, until }, i) => {
        const lists = each[i];
        return lists ? priceSteps(lists, market, at, until) : [{ from: at.toISOString(), price: null }];
      }),
    ),
  }));
}
