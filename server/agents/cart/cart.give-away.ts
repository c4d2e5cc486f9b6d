import { current } from "immer";
import type { Turn } from "#runtime/agent.ts";
import type { Outcome } from "#runtime/contract.ts";
import { inOrder } from "../lines.ts";
import type { cart } from "./cart.contract.ts";
import type { CartState } from "./cart.state.ts";

type GiveAway = typeof cart.commands.giveAway;

/** What a guest's cart holds, for another cart to absorb, is its own no more; a repeat at any later time finds no goods. */
export function giveAway({ draft, ctx, ok }: Turn<typeof CartState, GiveAway>): Outcome<GiveAway> {
  const { items, email, billingAddress, shippingAddress, previousOrders, updatedAt } = current(draft);
  if (updatedAt === null) return ok(null);
  const content = {
    userId: ctx.id,
    email,
    items: inOrder(items).map(([productId, { position: _, ...line }]) => ({ productId, ...line })),
    unavailableItems: [],
    billingAddress,
    shippingAddress,
    previousOrderIds: inOrder(previousOrders).map(([orderId]) => orderId),
  };
  Object.assign(draft, { items: {}, email: null, billingAddress: null, shippingAddress: null });
  draft.updatedAt = ctx.now().toISOString();
  return ok(content);
}
