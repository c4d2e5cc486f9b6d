import { z } from "zod";
import type { Cart } from "#agents/cart/cart.contract.ts";
import type { Item } from "#agents/item.contract.ts";
import { toWireAddress, WireAddressRead } from "./wire-address.ts";
import { decimal } from "./wire-money.ts";
import { Timestamp, timestamp } from "./wire-time.ts";

/** A line of a cart or an order. */
export const WireItem = z.object({
  "product-id": z.string(),
  "product-name": z.string(),
  "product-brand": z.string(),
  price: z.number(),
  quantity: z.int(),
});

export const WireCart = z.object({
  "user-id": z.string(),
  email: z.string().nullable(),
  items: z.array(WireItem),
  "unavailable-items": z.array(WireItem.omit({ price: true }).extend({ reason: z.string() })),
  "billing-address": WireAddressRead.nullable(),
  "shipping-address": WireAddressRead.nullable(),
  total: z.number(),
  currency: z.string(),
  region: z.string(),
  "previous-order-ids": z.array(z.string()),
  "updated-at": Timestamp,
});

export const toWireItem = (item: Item): z.output<typeof WireItem> => ({
  "product-id": item.productId,
  "product-name": item.productName,
  "product-brand": item.productBrand,
  price: decimal(item.price),
  quantity: item.quantity,
});

export const toWireCart = (cart: Cart): z.output<typeof WireCart> => ({
  "user-id": cart.userId,
  email: cart.email,
  items: cart.items.map(toWireItem),
  "unavailable-items": cart.unavailableItems.map((item) => ({
    "product-id": item.productId,
    "product-name": item.productName,
    "product-brand": item.productBrand,
    quantity: item.quantity,
    reason: item.reason.replaceAll("_", "-"),
  })),
  "billing-address": toWireAddress(cart.billingAddress),
  "shipping-address": toWireAddress(cart.shippingAddress),
  total: decimal(cart.total),
  currency: cart.currency,
  region: cart.region,
  "previous-order-ids": cart.previousOrderIds,
  "updated-at": timestamp(cart.updatedAt),
});
