import { changesBetween, type RowChange } from "./price-changes.ts";
import type { Market, PriceLists } from "./price-choice.ts";
import { acrossMarkets, byMarket } from "./price-markets.ts";
import { type PriceStep, priceSteps, sameSteps } from "./price-steps.ts";

export type PricePreview = {
  changes: RowChange[];
  /** Where the price that shoppers see is different, now or later: from now on, as it is and as it would be. */
  markets: (Market & { before: PriceStep[]; after: PriceStep[] })[];
};

const none: PriceLists = { msrpPrices: [], listPrices: [], salePrices: [] };

/** What would be different if `after` stood in place of `before`. */
export function previewOf(before: PriceLists, after: PriceLists, now: Date): PricePreview {
  const markets = acrossMarkets([byMarket(before), byMarket(after)]).map(({ market, each }) => {
    const [was, willBe] = each.map((lists) => priceSteps(lists ?? none, market, now));
    return { ...market, before: was ?? [], after: willBe ?? [] };
  });
  return {
    changes: changesBetween(before, after),
    markets: markets.filter((market) => !sameSteps(market.before, market.after)),
  };
}
