import type { order } from "#agents/order/order.contract.ts";
import type { Caller } from "#runtime/contract.ts";
import type { HistoryEntry } from "#runtime/history.ts";

type Part = "items" | "email" | "billing_address" | "shipping_address";

/** One thing that happened to an order. */
export type OrderEvent = {
  kind: "placed" | "changed" | "shipped" | "cancelled";
  /** What of the order was changed. */
  part: Part | null;
  at: string;
  by: "you" | "shop";
};

const kinds: Record<keyof (typeof order)["commands"], Pick<OrderEvent, "kind" | "part">> = {
  initializeOrder: { kind: "placed", part: null },
  addItem: { kind: "changed", part: "items" },
  removeItem: { kind: "changed", part: "items" },
  updateItemQuantity: { kind: "changed", part: "items" },
  updateEmail: { kind: "changed", part: "email" },
  updateBillingAddress: { kind: "changed", part: "billing_address" },
  updateShippingAddress: { kind: "changed", part: "shipping_address" },
  shipOrder: { kind: "shipped", part: null },
  cancelOrder: { kind: "cancelled", part: null },
};

const kindOf = (method: string) => Object.entries(kinds).find(([name]) => name === method)?.[1];

/** Shoppers reach only what is theirs, also from the time when they were guests; staff may be the shopper themselves. */
const isViewer = (caller: Caller, viewer: Caller): boolean =>
  caller.kind === "guest" || caller.kind === "shopper" || (caller.kind === viewer.kind && caller.id === viewer.id);

/** A journal's commits, newest first, as the shopper's own story of the order, oldest first. */
export function orderEvents(entries: readonly HistoryEntry[], viewer: Caller): OrderEvent[] {
  return entries.toReversed().flatMap(({ version, method, caller, at }) => {
    const what = kindOf(method);
    // asked for again with the same content: nothing happened
    if (!what || (what.kind === "placed" && version > 1)) return [];
    return [{ ...what, at: at.toISOString(), by: isViewer(caller, viewer) ? "you" : "shop" }];
  });
}
