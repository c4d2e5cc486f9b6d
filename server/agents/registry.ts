import type { Recommend } from "#server/assistant/recommend.ts";
import { createCart } from "./cart/cart.agent.ts";
import { createOrder } from "./order/order.agent.ts";
import { createPricing } from "./pricing/pricing.agent.ts";
import { createProduct } from "./product/product.agent.ts";
import { createPurchaseHistory } from "./purchase-history/purchase-history.agent.ts";
import { createShoppingAssistant } from "./shopping-assistant/shopping-assistant.agent.ts";

/** What the agents need from outside. */
export type Outside = { recommend: Recommend };

// for shops whose assistant nobody watches
const nothing: Outside = {
  recommend: async () => ({ ok: true, value: { products: [], brands: [], model: "none" } }),
};

/** The one list of the shop's agents. What they need from outside becomes an argument here. */
export const createAgents = ({ recommend }: Outside = nothing) => [
  createProduct(),
  createPricing(),
  createCart(),
  createOrder(),
  createPurchaseHistory(),
  createShoppingAssistant(recommend),
];
