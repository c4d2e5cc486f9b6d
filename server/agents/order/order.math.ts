import { createHash } from "node:crypto";
import { stringify } from "safe-stable-stringify";
import { totalOf } from "#lib/money.ts";
import type { Result } from "#lib/result.ts";
import type { Item } from "../item.contract.ts";
import { inOrder } from "../lines.ts";
import type { CreateOrder, Order, OrderStatus } from "./order.contract.ts";
import type { PlacedOrder } from "./order.state.ts";

/** Equal for equal content, whatever the order of its fields. */
export function fingerprintOf(content: CreateOrder): string {
  return createHash("sha256").update(stringify(content)).digest("hex");
}

export function placeOrder({ items, ...content }: CreateOrder, createdFrom: string, now: string): PlacedOrder {
  const lines = items.map(({ productId, ...line }, position) => [productId, { ...line, position }] as const);
  return {
    ...content,
    items: Object.fromEntries(lines),
    createdFrom,
    orderStatus: "new",
    createdAt: now,
    updatedAt: now,
  };
}

export function viewOrder(orderId: string, { createdFrom: _, ...order }: PlacedOrder): Order {
  const items = inOrder(order.items).map(([productId, { position: _, ...line }]): Item => ({ productId, ...line }));
  return { ...order, orderId, items, total: totalOf(items, order.currency) };
}

type NotChangeable =
  | { code: "not_found"; detail: { orderId: string } }
  | { code: "action_not_allowed"; detail: { status: OrderStatus } };

/** The order when it may be changed; asked before anything else of every change. */
export function changeableOf(order: PlacedOrder | null, orderId: string): Result<PlacedOrder, NotChangeable> {
  if (!order) return { ok: false, error: { code: "not_found", detail: { orderId } } };
  const { orderStatus: status } = order;
  if (status !== "new") return { ok: false, error: { code: "action_not_allowed", detail: { status } } };
  return { ok: true, value: order };
}
