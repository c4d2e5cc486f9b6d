import { z } from "zod";
import { Id } from "#lib/ids.ts";
import { contract } from "#runtime/contract.ts";

export const RecommendedItems = z.object({
  productIds: z.array(Id),
  productBrands: z.array(z.string()),
  /** Why each product, by its id. */
  reasons: z.record(Id, z.string()),
  /** Which model chose them; null until the first recommendation. */
  model: z.string().nullable(),
  /** Null until the first recommendation. */
  updatedAt: z.iso.datetime().nullable(),
  /** Whether new ones are being worked out, or will be tried again. */
  pending: z.boolean(),
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
    /** Answers whether this started anything: false when what is pending already covers it. Told by a checkout. */
    recommendItems: { input: z.object({ orderId: Id.optional() }), returns: z.boolean() },
    /** Told by the assistant to itself. A round that is not the pending one does nothing. */
    consultModel: { input: z.object({ round: z.int().nonnegative() }) },
  },
});
