import { z } from "zod";
import { DEFAULT_CURRENCY, DEFAULT_REGION } from "#agents/item.contract.ts";
import { productSearch } from "#agents/product-search/product-search.contract.ts";
import { featuredTag } from "#lib/featured.ts";
import { publicProcedure } from "../../trpc.ts";
import { priced } from "./priced.ts";

/** What staff have put into the window; null while the index cannot say, which a page can do without. */
export const featured = publicProcedure
  .input(z.object({ limit: z.int().min(1).max(24) }))
  .query(async ({ ctx, input: { limit } }) => {
    const products = await ctx.read(productSearch, "any").getTagged({ tag: featuredTag, limit });
    return products && priced(ctx.read, products, { currency: DEFAULT_CURRENCY, region: DEFAULT_REGION });
  });
