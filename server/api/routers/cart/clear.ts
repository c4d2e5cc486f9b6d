import { z } from "zod";
import { cart } from "#agents/cart/cart.contract.ts";
import { IdempotencyKey, keyed } from "../../idempotency-key.ts";
import { shopperProcedure } from "../../trpc.ts";

export const clear = shopperProcedure
  .input(z.object({ key: IdempotencyKey.optional() }).default({}))
  .mutation(({ ctx, input: { key } }) =>
    ctx.runtime.as(ctx.shopper.caller).ask(cart, ctx.shopper.id, keyed(key)).clear(),
  );
