import type { RecommendedItems } from "#agents/shopping-assistant/shopping-assistant.contract.ts";
import { optionalTimestamp } from "./wire-time.ts";

export const toWireRecommended = (recommended: RecommendedItems) => ({
  "product-ids": recommended.productIds,
  "product-brands": recommended.productBrands,
  reasons: recommended.reasons,
  model: recommended.model,
  pending: recommended.pending,
  "updated-at": optionalTimestamp(recommended.updatedAt),
});
