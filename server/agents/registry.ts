import type { Recommend } from "#server/assistant/recommend.ts";
import { createCart } from "./cart/cart.agent.ts";
import { createCartMove } from "./cart-move/cart-move.agent.ts";
import { createOrder } from "./order/order.agent.ts";
import { createPricing } from "./pricing/pricing.agent.ts";
import { createProduct } from "./product/product.agent.ts";
import { createProductSearch } from "./product-search/product-search.agent.ts";
import type { BestMatches, Candidates } from "./product-search/product-search.contract.ts";
import { createPurchaseHistory } from "./purchase-history/purchase-history.agent.ts";
import { createShoppingAssistant } from "./shopping-assistant/shopping-assistant.agent.ts";

/** What the agents need from outside. */
export type Outside = {
  /** Without one the assistant recommends nothing. */
  recommend?: Recommend | undefined;
  /** The index of the catalogue; without one a search asks every product. */
  candidates?: Candidates;
  /** The order of the best matches; without one an answer is in the order of the ids. */
  bestMatches?: BestMatches;
};

const recommendNothing: Recommend = async () => ({ ok: true, value: { products: [], brands: [], model: "none" } });

/** The one list of the shop's agents. What they need from outside becomes an argument here. */
export const createAgents = ({
  recommend = recommendNothing,
  candidates = async () => null,
  bestMatches = async () => [],
}: Outside = {}) => [
  createProduct(),
  createPricing(),
  createCart(),
  createCartMove(),
  createOrder(),
  createPurchaseHistory(),
  createShoppingAssistant(recommend),
  createProductSearch({ candidates, bestMatches }),
];
