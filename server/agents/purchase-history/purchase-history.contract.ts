import { z } from "zod";
import { Id } from "#lib/ids.ts";
import { Money } from "#lib/money-schema.ts";
import { contract } from "#runtime/contract.ts";

/** What the list of orders shows; the order itself has the rest. */
export const OrderSummary = z.object({
  orderId: Id,
  total: Money,
  /** Pieces, not lines. */
  itemCount: z.int().nonnegative(),
  placedAt: z.iso.datetime(),
});
export type OrderSummary = z.output<typeof OrderSummary>;

/** The orders of one shopper. The id is the shopper's. */
export const purchaseHistory = contract("purchaseHistory", {
  queries: {
    /** Newest first. */
    getOrders: { returns: z.array(OrderSummary) },
  },
  commands: {
    /** Once for an order id; again changes nothing. */
    addOrder: { input: OrderSummary },
    /** Takes over a guest's orders. */
    absorb: { input: z.object({ orders: z.array(OrderSummary) }) },
  },
});
