import type { Order } from "../order/order.contract.ts";

/** The newest orders that are looked at, and the products of them that are told to a model. */
export const MAX_ORDERS = 50;
const MAX_PURCHASES = 100;

/** How long after a failed consultation began it is tried again, in seconds; after the last it is given up. */
const backOff = [45, 180, 900];
/** Two consultations for one shopper are never nearer than this, in milliseconds, however often they ask. */
const pause = 10_000;
/** A consultation that has not ended so long after it was due is a dead letter: the next request starts another. */
const overdue = 300_000;

const later = (iso: string, milliseconds: number): string => new Date(Date.parse(iso) + milliseconds).toISOString();

/** When to try again after so many failures; null is never. Times are ISO strings in UTC, which sort as they pass. */
export function nextTry(now: string, failures: number): string | null {
  const seconds = backOff[failures - 1];
  return seconds === undefined ? null : later(now, seconds * 1_000);
}

export function firstTry(now: string, askedAt: string | null): string {
  const earliest = askedAt === null ? now : later(askedAt, pause);
  return earliest > now ? earliest : now;
}

/** Whether the consultation to come will do for a request of now; one that waits after a failure is overtaken. */
export const covers = ({ failures, at }: { failures: number; at: string }, now: string): boolean =>
  failures === 0 && now < later(at, overdue);

/** What was bought in orders that still stand, most pieces first. */
export function purchasesOf(orders: readonly (Pick<Order, "items" | "orderStatus"> | null)[]) {
  const purchases = new Map<string, { productId: string; name: string; brand: string; quantity: number }>();
  for (const order of orders) {
    if (!order || order.orderStatus === "cancelled") continue;
    for (const { productId, productName: name, productBrand: brand, quantity } of order.items) {
      const before = purchases.get(productId)?.quantity ?? 0;
      // the newest order comes first and names it
      purchases.set(productId, { name, brand, ...purchases.get(productId), productId, quantity: before + quantity });
    }
  }
  return [...purchases.values()]
    .sort((a, b) => b.quantity - a.quantity || (a.productId < b.productId ? -1 : 1))
    .slice(0, MAX_PURCHASES);
}
