import { z } from "zod";
import type { RecommendedItems } from "#agents/shopping-assistant/shopping-assistant.contract.ts";
import { optionalTimestamp, Timestamp } from "./wire-time.ts";

export const WireRecommended = z.object({
  "product-ids": z.array(z.string()),
  "product-brands": z.array(z.string()),
  reasons: z.record(z.string(), z.string()),
  model: z.string().nullable(),
  pending: z.boolean(),
  "updated-at": Timestamp.nullable(),
});

export const toWireRecommended = (recommended: RecommendedItems): z.output<typeof WireRecommended> => ({
  "product-ids": recommended.productIds,
  "product-brands": recommended.productBrands,
  reasons: recommended.reasons,
  model: recommended.model,
  pending: recommended.pending,
  "updated-at": optionalTimestamp(recommended.updatedAt),
});
