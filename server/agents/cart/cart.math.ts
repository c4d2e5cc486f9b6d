import { createHash } from "node:crypto";
import { v5 as uuidv5 } from "uuid";
import { type Item, MAX_ITEMS, MAX_QUANTITY } from "../item.contract.ts";
import { inOrder, type Lines, lineOf, nextPosition } from "../lines.ts";
import { MAX_PREVIOUS_ORDERS, type UnavailableItem } from "./cart.contract.ts";
import type { Line, PreviousOrder } from "./cart.state.ts";

// Fixed for good: the order ids of every cart hang on it.
const ORDER_NAMESPACE = "6f1c3a52-8d0e-4b77-9a35-2f4f0c1be9d4";

/** The id of the order that a cart's checkout of that number makes, however often it is tried. */
export const orderIdOf = (userId: string, checkout: number): string => uuidv5(`${userId}/${checkout}`, ORDER_NAMESPACE);

export type Quoted = {
  userId: string;
  checkouts: number;
  currency: string;
  region: string;
  items: readonly Item[];
  unavailableItems: readonly UnavailableItem[];
};

/**
 * Stands for these lines at these prices. The number of the checkout is in it, so the same goods bought again later
 * have another quote and a quote that became an order never means anything else.
 */
export function quoteOf({ userId, checkouts, currency, region, items, unavailableItems }: Quoted): string {
  const lines = [
    ...items.map(({ productId, quantity, price }) => [productId, quantity, price.amount]),
    ...unavailableItems.map(({ productId, quantity }) => [productId, quantity]),
  ].sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  const canonical = JSON.stringify([userId, checkouts, currency, region, lines]);
  return createHash("sha256").update(canonical).digest("hex").slice(0, 32);
}

/** The order that a quote became, while it is remembered. */
export function orderOfQuote(orders: Readonly<Lines<PreviousOrder>>, quote: string): string | undefined {
  return Object.keys(orders).find((orderId) => orders[orderId]?.quote === quote);
}

/** Remembers an order as the newest; the oldest make room. */
export function remember(orders: Lines<PreviousOrder>, orderId: string, quote: string | null): void {
  orders[orderId] = { quote, position: nextPosition(orders) };
  for (const [oldest] of inOrder(orders).slice(0, -MAX_PREVIOUS_ORDERS)) delete orders[oldest];
}

type Brought = Omit<Line, "position"> & { productId: string };

/** Puts another cart's lines into these, quantities summed up to the most a line may have; answers those left out. */
export function absorbLines(lines: Lines<Line>, brought: readonly Brought[]): string[] {
  const leftOut: string[] = [];
  for (const { productId, productName, productBrand, quantity } of brought) {
    const own = lineOf(lines, productId);
    if (own) lines[productId] = { ...own, quantity: Math.min(own.quantity + quantity, MAX_QUANTITY) };
    else if (Object.keys(lines).length >= MAX_ITEMS) leftOut.push(productId);
    else lines[productId] = { productName, productBrand, quantity, position: nextPosition(lines) };
  }
  return leftOut;
}
