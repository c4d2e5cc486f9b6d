import { type Order, order } from "#agents/order/order.contract.ts";
import { purchaseHistory } from "#agents/purchase-history/purchase-history.contract.ts";
import { idPattern } from "#lib/ids.ts";
import type { Runtime } from "#runtime/runtime.ts";
import type { Shopper } from "../../trpc.ts";

/** An order of this shopper's: placed under their own id, or as a guest whose orders came along when they signed in. */
export async function findOwnOrder(runtime: Runtime, shopper: Shopper | null, orderId: string): Promise<Order | null> {
  if (shopper === null || !idPattern.test(orderId)) return null;
  const { query } = runtime.as(shopper.caller);
  const found = await query(order, orderId).getOrder();
  if (found === null || found.userId === shopper.id) return found;
  const orders = await query(purchaseHistory, shopper.id).getOrders();
  return orders.some((one) => one.orderId === orderId) ? found : null;
}
