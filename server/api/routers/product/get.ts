import { z } from "zod";
import { product } from "#agents/product/product.contract.ts";
import { idPattern } from "#lib/ids.ts";
import { publicProcedure } from "../../trpc.ts";

/** Null for what is not sold here, also when no product could have such an id. */
export const get = publicProcedure
  .input(z.object({ productId: z.string().max(500) }))
  .query(({ ctx, input }) =>
    idPattern.test(input.productId) ? ctx.read(product, input.productId).getProduct() : null,
  );
