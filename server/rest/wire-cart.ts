import type { Cart } from "#agents/cart/cart.contract.ts";
import type { Item } from "#agents/item.contract.ts";
import { toWireAddress } from "./wire-address.ts";
import { decimal } from "./wire-money.ts";
import { timestamp } from "./wire-time.ts";

/** A line of a cart or an order. */
export const toWireItem = (item: Item) => ({
  "product-id": item.productId,
  "product-name": item.productName,
  "product-brand": item.productBrand,
  price: decimal(item.price),
  quantity: item.quantity,
});

export const toWireCart = (cart: Cart) => ({
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
