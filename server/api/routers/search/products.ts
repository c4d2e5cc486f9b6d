import { z } from "zod";
import { DEFAULT_CURRENCY, DEFAULT_REGION } from "#agents/item.contract.ts";
import {
  Narrowed,
  productSearch,
  SearchCursor,
  SearchSort,
  SearchText,
} from "#agents/product-search/product-search.contract.ts";
import { publicProcedure } from "../../trpc.ts";
import { priced } from "./priced.ts";

/** Products that match a query, each with today's price or null; a null cursor is the end, another one keeps the order. */
export const products = publicProcedure
  .input(
    z.object({
      query: SearchText,
      ...Narrowed,
      sort: SearchSort.default("id"),
      cursor: SearchCursor.optional(),
      limit: z.int().min(1).max(100).default(24),
      currency: z.string().max(64).default(DEFAULT_CURRENCY),
      region: z.string().max(64).default(DEFAULT_REGION),
    }),
  )
  .query(async ({ ctx, input: { cursor, currency, region, ...question } }) => {
    const after = cursor === undefined ? {} : { after: cursor };
    const page = await ctx.read(productSearch, "any").searchPage({ ...question, ...after });
    return { products: await priced(ctx.read, page.products, { currency, region }), cursor: page.cursor };
  });
