import { purchaseHistory } from "#agents/purchase-history/purchase-history.contract.ts";
import { visitorProcedure } from "../../trpc.ts";

/** The shopper's own orders, newest first. */
export const list = visitorProcedure.query(({ ctx }) =>
  ctx.shopper === null ? [] : ctx.runtime.as(ctx.shopper.caller).query(purchaseHistory, ctx.shopper.id).getOrders(),
);
