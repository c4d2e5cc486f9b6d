import { order } from "#agents/order/order.contract.ts";
import { purchaseHistory } from "#agents/purchase-history/purchase-history.contract.ts";
import { visitorProcedure } from "../../trpc.ts";

/** What the shopper typed for their newest order, for the next one; null before the first. */
export const details = visitorProcedure.query(async ({ ctx }) => {
  if (ctx.shopper === null) return null;
  const { query } = ctx.runtime.as(ctx.shopper.caller);
  const [newest] = await query(purchaseHistory, ctx.shopper.id).getOrders();
  const found = newest === undefined ? null : await query(order, newest.orderId).getOrder();
  if (found === null) return null;
  const { email, billingAddress, shippingAddress } = found;
  return { email, billingAddress, shippingAddress };
});
