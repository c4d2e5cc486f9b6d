import { z } from "zod";
import type { Order } from "#agents/order/order.contract.ts";
import type { OrderSummary } from "#agents/purchase-history/purchase-history.contract.ts";
import { toWireAddress, WireAddressRead } from "./wire-address.ts";
import { toWireItem, WireItem } from "./wire-cart.ts";
import { decimal } from "./wire-money.ts";
import { Timestamp, timestamp } from "./wire-time.ts";

export const WireOrder = z.object({
  "order-id": z.string(),
  "user-id": z.string(),
  email: z.string().nullable(),
  "order-status": z.string(),
  items: z.array(WireItem),
  "billing-address": WireAddressRead.nullable(),
  "shipping-address": WireAddressRead.nullable(),
  total: z.number(),
  currency: z.string(),
  region: z.string(),
  "created-at": Timestamp,
  "updated-at": Timestamp,
});

/** An order in its shopper's history. */
export const WireSummary = z.object({
  "order-id": z.string(),
  total: z.number(),
  currency: z.string(),
  "item-count": z.int(),
  "placed-at": Timestamp,
});

export const toWireOrder = (order: Order): z.output<typeof WireOrder> => ({
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

export const toWireSummary = (summary: OrderSummary): z.output<typeof WireSummary> => ({
  "order-id": summary.orderId,
  total: decimal(summary.total),
  currency: summary.total.currency,
  "item-count": summary.itemCount,
  "placed-at": timestamp(summary.placedAt),
});
