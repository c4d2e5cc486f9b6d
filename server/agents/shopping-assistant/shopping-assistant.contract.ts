import { z } from "zod";
import { Id } from "#lib/ids.ts";
import { contract } from "#runtime/contract.ts";

export const RecommendedItems = z.object({
  productIds: z.array(Id),
  productBrands: z.array(z.string()),
  /** Null until the first recommendation. */
  updatedAt: z.iso.datetime().nullable(),
});
export type RecommendedItems = z.output<typeof RecommendedItems>;

/** What a shopper may like next. The id is the shopper's. */
export const shoppingAssistant = contract("shoppingAssistant", {
  queries: {
    getRecommendedItems: { returns: RecommendedItems },
    /** How often it was asked to recommend, and after which orders: the newest hundred, in the order of arrival. */
    getRequests: { returns: z.object({ count: z.int().nonnegative(), orderIds: z.array(Id) }) },
  },
  commands: {
    /** Answers whether there are new recommendations. Told by a checkout with its order. */
    recommendItems: { input: z.object({ orderId: Id.optional() }), returns: z.boolean() },
  },
});
