import type { OrderEvent } from "#server/api/routers/order/order-events.ts";

const people: Record<OrderEvent["by"], string> = { you: "You", shop: "The shop" };

const parts: Record<NonNullable<OrderEvent["part"]>, string> = {
  items: "what was ordered",
  email: "the e-mail address",
  billing_address: "the billing address",
  shipping_address: "the shipping address",
};

/** Who did what to an order, in a sentence. */
export function eventWords({ kind, part, by }: Pick<OrderEvent, "kind" | "part" | "by">): string {
  if (kind !== "changed") return `${people[by]} ${kind} the order.`;
  return `${people[by]} changed ${part === null ? "the order" : parts[part]}.`;
}
