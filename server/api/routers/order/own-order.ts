import { TRPCError } from "@trpc/server";
import { type Order, order } from "#agents/order/order.contract.ts";
import { purchaseHistory } from "#agents/purchase-history/purchase-history.contract.ts";
import { idPattern } from "#lib/ids.ts";
import type { Runtime } from "#runtime/runtime.ts";
import type { Shopper } from "../../trpc.ts";

/** Ordered under the shopper's own id, or as a guest whose orders came along when they signed in. */
async function isOwn({ orderId, userId }: Order, { id, caller }: Shopper, runtime: Runtime): Promise<boolean> {
  if (userId === id) return true;
  const orders = await runtime.as(caller).query(purchaseHistory, id).getOrders();
  return orders.some((one) => one.orderId === orderId);
}

/** The shopper's own order. Another's is as unknown as one that does not exist. */
export async function ownOrder(runtime: Runtime, shopper: Shopper | null, orderId: string) {
  const found =
    shopper !== null && idPattern.test(orderId)
      ? await runtime.as(shopper.caller).query(order, orderId).getOrder()
      : null;
  if (shopper === null || found === null || !(await isOwn(found, shopper, runtime))) {
    throw new TRPCError({ code: "NOT_FOUND", message: "There is no such order among yours." });
  }
  return { found, shopper };
}
