import { z } from "zod";
import { DEFAULT_CURRENCY, DEFAULT_REGION, ProductRef } from "#agents/item.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { publicProcedure } from "../../trpc.ts";

/** Today's price and why it is that, or null where the product has none. */
export const getPrice = publicProcedure
  .input(
    ProductRef.extend({
      currency: z.string().max(64).default(DEFAULT_CURRENCY),
      region: z.string().max(64).default(DEFAULT_REGION),
    }),
  )
  .query(({ ctx, input: { productId, currency, region } }) =>
    ctx.read(pricing, productId).getPrice({ currency, region }),
  );
