import { MAX_PRICES, pricing } from "../pricing/pricing.contract.ts";
import type { RefusalCases } from "./refusal-cases.ts";
import { usd } from "./shop.ts";

const regions = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, n) => ({ price: usd(100), region: `${prefix}${n}` }));
const none = { msrpPrices: [], listPrices: [], salePrices: [] };

export const pricingRefusals: RefusalCases<typeof pricing> = {
  updatePricing: {
    too_many_prices: {
      given: (shop) => shop.ask(pricing, "p1").initializePricing({ ...none, listPrices: regions(MAX_PRICES, "a") }),
      when: (shop) => shop.ask(pricing, "p1").updatePricing({ ...none, listPrices: regions(1, "b") }),
      detail: { kind: "list", maximum: MAX_PRICES },
    },
  },
  revisePricing: {
    pricing_changed: {
      given: async (shop) => {
        await shop.ask(pricing, "p1").initializePricing({ ...none, listPrices: regions(1, "a") });
        await shop.ask(pricing, "p1").initializePricing({ ...none, listPrices: regions(1, "b") });
      },
      when: (shop) => shop.ask(pricing, "p1").revisePricing({ ...none, revision: 1 }),
      detail: (shop) => shop.query(pricing, "p1").getRevisedPricing(),
    },
  },
};
