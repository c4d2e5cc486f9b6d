import { cart } from "#agents/cart/cart.contract.ts";
import { IdempotencyKey, keyed } from "../../idempotency-key.ts";
import { shopperProcedure } from "../../trpc.ts";

export const removeItem = shopperProcedure
  .input(cart.commands.removeItem.input.extend({ key: IdempotencyKey.optional() }))
  .mutation(({ ctx, input: { key, ...input } }) =>
    ctx.runtime.as(ctx.shopper.caller).ask(cart, ctx.shopper.id, keyed(key)).removeItem(input),
  );
