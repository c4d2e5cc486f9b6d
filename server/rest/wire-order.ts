import type { Order } from "#agents/order/order.contract.ts";
import type { OrderSummary } from "#agents/purchase-history/purchase-history.contract.ts";
import { toWireAddress } from "./wire-address.ts";
import { toWireItem } from "./wire-cart.ts";
import { decimal } from "./wire-money.ts";
import { timestamp } from "./wire-time.ts";

export const toWireOrder = (order: Order) => ({
  "order-id": order.orderId,
  "user-id": order.userId,
  email: order.email,
  "order-status": order.orderStatus,
  items: order.items.map(toWireItem),
  "billing-address": toWireAddress(order.billingAddress),
  "shipping-address": toWireAddress(order.shippingAddress),
  total: decimal(order.total),
  currency: order.currency,
  region: order.region,
  "created-at": timestamp(order.createdAt),
  "updated-at": timestamp(order.updatedAt),
});

export const toWireSummary = (summary: OrderSummary) => ({
  "order-id": summary.orderId,
  total: decimal(summary.total),
  currency: summary.total.currency,
  "item-count": summary.itemCount,
  "placed-at": timestamp(summary.placedAt),
});
