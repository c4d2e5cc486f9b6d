import { z } from "zod";
import { DEFAULT_CURRENCY, DEFAULT_REGION } from "#agents/item.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { publicProcedure } from "../../trpc.ts";

/** Products in the order of their ids, each with today's price or null; a null cursor is the end. */
export const list = publicProcedure
  .input(
    z.object({
      cursor: z.string().max(500).optional(),
      limit: z.int().min(1).max(100).default(24),
      currency: z.string().max(64).default(DEFAULT_CURRENCY),
      region: z.string().max(64).default(DEFAULT_REGION),
    }),
  )
  .query(async ({ ctx, input: { cursor, limit, currency, region } }) => {
    const page = await ctx.catalogue.listProducts({ limit, ...(cursor === undefined ? {} : { cursor }) });
    const found = await Promise.all(
      page.ids.map(async (id) => {
        const [details, price] = await Promise.all([
          ctx.read(product, id).getProduct(),
          ctx.read(pricing, id).getPrice({ currency, region }),
        ]);
        // a retired product stays in the directory
        return details === null ? [] : [{ product: details, price }];
      }),
    );
    return { products: found.flat(), cursor: page.cursor ?? null };
  });
