import { current } from "immer";
import { z } from "zod";
import { agent } from "#runtime/agent.ts";
import { MAX_PRICES, Pricing, pricing } from "./pricing.contract.ts";
import { choosePrice, mergePrices, mergeSales } from "./pricing.math.ts";

const PricingState = z.object({ pricing: Pricing.nullable() });

const empty = { msrpPrices: [], listPrices: [], salePrices: [] };

export const createPricing = () =>
  agent(pricing, {
    state: PricingState,
    initial: () => ({ pricing: null }),
    history: "all",
    queries: {
      getPricing: ({ state }) => state.pricing as Pricing | null,
      getPrice: ({ state, input, ctx }) => state.pricing && choosePrice(state.pricing, input, ctx.now()),
    },
    commands: {
      initializePricing({ draft, input, ctx, ok }) {
        const now = ctx.now().toISOString();
        draft.pricing = { ...input, productId: ctx.id, createdAt: draft.pricing?.createdAt ?? now, updatedAt: now };
        return ok();
      },
      updatePricing({ draft, input, ctx, ok, fail }) {
        const before = draft.pricing ? current(draft.pricing) : empty;
        const merged = {
          msrpPrices: mergePrices(before.msrpPrices, input.msrpPrices),
          listPrices: mergePrices(before.listPrices, input.listPrices),
          salePrices: mergeSales(before.salePrices, input.salePrices),
        };
        for (const kind of ["msrp", "list", "sale"] as const) {
          if (merged[`${kind}Prices`].length > MAX_PRICES)
            return fail("too_many_prices", { kind, maximum: MAX_PRICES });
        }
        const now = ctx.now().toISOString();
        draft.pricing = { ...merged, productId: ctx.id, createdAt: draft.pricing?.createdAt ?? now, updatedAt: now };
        return ok();
      },
    },
  });
