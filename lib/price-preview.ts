import { changesBetween, type RowChange } from "./price-changes.ts";
import type { Market, PriceLists } from "./price-choice.ts";
import { marketsOf, type PriceStep, priceSteps, sameSteps } from "./price-steps.ts";

export type PricePreview = {
  changes: RowChange[];
  /** Where the price that shoppers see is different, now or later: from now on, as it is and as it would be. */
  markets: (Market & { before: PriceStep[]; after: PriceStep[] })[];
};

/** What would be different if `after` stood in place of `before`. */
export function previewOf(before: PriceLists, after: PriceLists, now: Date): PricePreview {
  const markets = marketsOf(before, after).map((market) => ({
    ...market,
    before: priceSteps(before, market, now),
    after: priceSteps(after, market, now),
  }));
  return {
    changes: changesBetween(before, after),
    markets: markets.filter((market) => !sameSteps(market.before, market.after)),
  };
}
