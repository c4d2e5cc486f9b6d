import { ProductRef } from "#agents/item.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { IdempotencyKey, keyed } from "../../../idempotency-key.ts";
import { staffProcedure } from "../../../trpc.ts";

/** Saves what was previewed. Prices that have changed since are refused with what they are now. */
export const revise = staffProcedure
  .input(pricing.commands.revisePricing.input.extend(ProductRef.shape).extend({ key: IdempotencyKey.optional() }))
  .mutation(({ ctx, input: { productId, key, ...revision } }) =>
    ctx.runtime.as(ctx.staff).ask(pricing, productId, keyed(key)).revisePricing(revision),
  );
