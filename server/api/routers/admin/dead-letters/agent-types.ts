import { cart } from "#agents/cart/cart.contract.ts";
import { cartMove } from "#agents/cart-move/cart-move.contract.ts";
import { order } from "#agents/order/order.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { purchaseHistory } from "#agents/purchase-history/purchase-history.contract.ts";
import { shoppingAssistant } from "#agents/shopping-assistant/shopping-assistant.contract.ts";

/** The agents that take commands, of which letters can be. */
export const agentTypes = [cart, cartMove, order, pricing, product, purchaseHistory, shoppingAssistant].map(
  ({ name }) => name,
);
