import { current } from "immer";
import { totalOf } from "#lib/money.ts";
import type { Turn } from "#runtime/agent.ts";
import type { Outcome } from "#runtime/contract.ts";
import { order } from "../order/order.contract.ts";
import { purchaseHistory } from "../purchase-history/purchase-history.contract.ts";
import { shoppingAssistant } from "../shopping-assistant/shopping-assistant.contract.ts";
import type { cart } from "./cart.contract.ts";
import { orderIdOf, orderOfQuote, quoteOf, remember } from "./cart.math.ts";
import { priceLines } from "./cart.pricing.ts";
import type { CartState } from "./cart.state.ts";

type Checkout = typeof cart.commands.checkout;

/** The purchase, in one turn: whatever breaks, the same order id and the same steps come again. */
export async function checkout({
  draft,
  input,
  ctx,
  ok,
  fail,
}: Turn<typeof CartState, Checkout, "order" | "purchaseHistory">): Promise<Outcome<Checkout>> {
  // A second click or a second tab, that saw what is already bought, gets that order.
  const bought = input.quote === undefined ? undefined : orderOfQuote(draft.previousOrders, input.quote);
  if (bought) return ok({ orderId: bought });

  const { items: lines, billingAddress, shippingAddress, email, currency, region, checkouts } = current(draft);
  if (Object.keys(lines).length === 0) return fail("empty_items");
  if (!billingAddress) return fail("billing_address_not_set");
  if (!email) return fail("empty_email");

  const priced = await priceLines(lines, { currency, region }, ctx.query);
  const [gone] = priced.unavailableItems;
  if (gone) return fail(gone.reason, { productId: gone.productId });

  const { items } = priced;
  const total = totalOf(items, currency);
  const quote = quoteOf({ userId: ctx.id, checkouts, currency, region, ...priced });
  if (input.quote !== undefined && input.quote !== quote) return fail("price_changed", { items, total, quote });

  const orderId = orderIdOf(ctx.id, checkouts);
  const created = await ctx
    .ask(order, orderId)
    .initializeOrder({ userId: ctx.id, email, items, billingAddress, shippingAddress, currency, region });
  if (!created.ok) return fail("order_create", { orderId });

  const placedAt = ctx.now().toISOString();
  const itemCount = items.reduce((pieces, { quantity }) => pieces + quantity, 0);
  await ctx.ask(purchaseHistory, ctx.id).addOrder({ orderId, total, itemCount, placedAt });

  Object.assign(draft, { items: {}, billingAddress: null, shippingAddress: null, updatedAt: placedAt });
  remember(draft.previousOrders, orderId, quote);
  draft.checkouts += 1;
  ctx.tell(shoppingAssistant, ctx.id).recommendItems({ orderId });
  return ok({ orderId });
}
