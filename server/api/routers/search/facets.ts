import { z } from "zod";
import { Narrowed, SearchText } from "#agents/product-search/product-search.contract.ts";
import { categories } from "#lib/category.ts";
import { parseSearch } from "#lib/search-query.ts";
import { publicProcedure } from "../../trpc.ts";

/** Makers and categories among the products that match, counted; null while that cannot be said, which no search needs. */
export const facets = publicProcedure
  .input(z.object({ query: SearchText, ...Narrowed }))
  .query(async ({ ctx, input: { query, ...ticked } }) => {
    const filters = parseSearch(query);
    if (filters === null) return null;
    const counted = await ctx.countFacets({ filters, among: categories, ...ticked });
    if (counted === null) return null;
    return { brands: counted.brands, categories: counted.tags };
  });
