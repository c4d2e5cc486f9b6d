import { z } from "zod";
import { cart } from "#agents/cart/cart.contract.ts";
import { IdempotencyKey } from "../../idempotency-key.ts";
import { shopperProcedure } from "../../trpc.ts";

/** Buys what the quote stands for, at the prices that the shopper saw, once for a key. */
export const checkout = shopperProcedure
  .input(z.object({ quote: z.string().min(1).max(128), key: IdempotencyKey }))
  .mutation(({ ctx, input: { quote, key } }) =>
    ctx.runtime.as(ctx.shopper.caller).ask(cart, ctx.shopper.id, { key }).checkout({ quote }),
  );
