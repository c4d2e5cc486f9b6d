import { ProductRef } from "#agents/item.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { IdempotencyKey, keyed } from "../../idempotency-key.ts";
import { staffProcedure } from "../../trpc.ts";

export const initialize = staffProcedure
  .input(pricing.commands.initializePricing.input.extend(ProductRef.shape).extend({ key: IdempotencyKey.optional() }))
  .mutation(({ ctx, input: { productId, key, ...lists } }) =>
    ctx.runtime.as(ctx.staff).ask(pricing, productId, keyed(key)).initializePricing(lists),
  );
