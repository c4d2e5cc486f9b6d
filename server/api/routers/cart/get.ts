import { cart } from "#agents/cart/cart.contract.ts";
import { visitorProcedure } from "../../trpc.ts";

/** The shopper's own cart with today's prices; null while they have put nothing in. */
export const get = visitorProcedure.query(({ ctx }) =>
  ctx.shopper === null ? null : ctx.runtime.as(ctx.shopper.caller).query(cart, ctx.shopper.id).getCart(),
);
