import { z } from "zod";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { idPattern } from "#lib/ids.ts";
import { viewerProcedure } from "../../../trpc.ts";

/** A product with all its prices and their revision; null where there is neither a product nor a price. */
export const get = viewerProcedure
  .input(z.object({ productId: z.string().max(500) }))
  .query(async ({ ctx, input: { productId } }) => {
    if (!idPattern.test(productId)) return null;
    const [found, revised] = await Promise.all([
      ctx.read(product, productId).getProduct(),
      ctx.read(pricing, productId).getRevisedPricing(),
    ]);
    if (found === null && revised.pricing === null) return null;
    return { productId, name: found?.name ?? null, brand: found?.brand ?? null, ...revised };
  });
