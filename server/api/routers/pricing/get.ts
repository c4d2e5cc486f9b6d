import { ProductRef } from "#agents/item.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { publicProcedure } from "../../trpc.ts";

export const get = publicProcedure
  .input(ProductRef)
  .query(({ ctx, input }) => ctx.read(pricing, input.productId).getPricing());
