import { current } from "immer";
import type { Turn } from "#runtime/agent.ts";
import type { Outcome } from "#runtime/contract.ts";
import { inOrder } from "../lines.ts";
import { cart } from "./cart.contract.ts";
import type { CartState } from "./cart.state.ts";

type HandOver = typeof cart.commands.handOver;

/**
 * A guest's cart moves into the cart of the account. Taking and emptying are one turn, so whatever breaks the goods are
 * in one of the two carts, and a repeat at any later time finds nothing more to move.
 */
export async function handOver({
  draft,
  input: { to },
  ctx,
  ok,
}: Turn<typeof CartState, HandOver>): Promise<Outcome<HandOver>> {
  const { items, email, billingAddress, shippingAddress, previousOrders, updatedAt } = current(draft);
  if (to === ctx.id || updatedAt === null) return ok({ leftOut: [] });
  const from = {
    userId: ctx.id,
    email,
    items: inOrder(items).map(([productId, { position: _, ...line }]) => ({ productId, ...line })),
    billingAddress,
    shippingAddress,
    previousOrderIds: inOrder(previousOrders).map(([orderId]) => orderId),
  };
  const absorbed = await ctx.ask(cart, to).absorb({ from });
  if (!absorbed.ok) throw new Error("a cart never refuses to absorb");
  Object.assign(draft, { items: {}, email: null, billingAddress: null, shippingAddress: null });
  draft.updatedAt = ctx.now().toISOString();
  return ok(absorbed.value);
}
