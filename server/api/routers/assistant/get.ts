import { z } from "zod";
import { DEFAULT_CURRENCY, DEFAULT_REGION } from "#agents/item.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { shoppingAssistant } from "#agents/shopping-assistant/shopping-assistant.contract.ts";
import { visitorProcedure } from "../../trpc.ts";

/** What is recommended to the shopper, each product with today's price or null and why; null without a session. */
export const get = visitorProcedure
  .input(
    z
      .object({
        currency: z.string().max(64).default(DEFAULT_CURRENCY),
        region: z.string().max(64).default(DEFAULT_REGION),
      })
      .prefault({}),
  )
  .query(async ({ ctx: { shopper, runtime }, input: { currency, region } }) => {
    if (shopper === null) return null;
    const { query } = runtime.as(shopper.caller);
    const { productIds, productBrands, reasons, model, updatedAt, pending } = await query(
      shoppingAssistant,
      shopper.id,
    ).getRecommendedItems();
    const found = await Promise.all(
      productIds.map(async (id) => {
        const [details, price] = await Promise.all([
          query(product, id).getProduct(),
          query(pricing, id).getPrice({ currency, region }),
        ]);
        // retired since it was recommended
        return details === null ? [] : [{ product: details, price, reason: reasons[id] ?? "" }];
      }),
    );
    return { items: found.flat(), brands: productBrands, model, updatedAt, pending };
  });
