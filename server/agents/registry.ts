import { createCart } from "./cart/cart.agent.ts";
import { createOrder } from "./order/order.agent.ts";
import { createPricing } from "./pricing/pricing.agent.ts";
import { createProduct } from "./product/product.agent.ts";
import { createPurchaseHistory } from "./purchase-history/purchase-history.agent.ts";
import { createShoppingAssistant } from "./shopping-assistant/shopping-assistant.agent.ts";

/** The one list of the shop's agents. What they need from outside becomes an argument here. */
export const createAgents = () => [
  createProduct(),
  createPricing(),
  createCart(),
  createOrder(),
  createPurchaseHistory(),
  createShoppingAssistant(),
];
