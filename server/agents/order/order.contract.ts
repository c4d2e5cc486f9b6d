import { z } from "zod";
import { Address } from "#lib/address.ts";
import { Id } from "#lib/ids.ts";
import { Currency, Money } from "#lib/money-schema.ts";
import { contract } from "#runtime/contract.ts";
import { AddressNotValid, AddressUpdate } from "../address.contract.ts";
import {
  EmailInput,
  EmailNotValid,
  Item,
  ItemInput,
  MAX_ITEMS,
  ProductRef,
  QuantityNotValid,
  Region,
  TooMany,
} from "../item.contract.ts";

export const OrderStatus = z.enum(["new", "shipped", "cancelled"]);
export type OrderStatus = z.output<typeof OrderStatus>;

/** What an order is made of; its total is counted, not taken on trust. */
export const CreateOrder = z
  .object({
    userId: Id,
    email: z.string().max(254).nullable(),
    items: z.array(Item).max(MAX_ITEMS),
    billingAddress: Address.nullable(),
    shippingAddress: Address.nullable(),
    currency: Currency,
    region: Region,
  })
  .refine(({ items, currency }) => items.every(({ price }) => price.currency === currency), {
    error: "every price is in the order's currency",
    path: ["items"],
  })
  .refine(({ items }) => new Set(items.map(({ productId }) => productId)).size === items.length, {
    error: "one line a product",
    path: ["items"],
  });
export type CreateOrder = z.output<typeof CreateOrder>;

export const Order = z.object({
  orderId: Id,
  userId: Id,
  email: z.string().nullable(),
  orderStatus: OrderStatus,
  items: z.array(Item),
  billingAddress: Address.nullable(),
  shippingAddress: Address.nullable(),
  total: Money,
  currency: Currency,
  region: Region,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Order = z.output<typeof Order>;

// Every change asks these two first, in this order.
const changeable = { not_found: z.object({ orderId: Id }), action_not_allowed: z.object({ status: OrderStatus }) };

/** What was bought. New, then shipped or cancelled, and never changed again. */
export const order = contract("order", {
  queries: { getOrder: { returns: Order.nullable() } },
  commands: {
    /** Again with equal content changes nothing and is ok. */
    initializeOrder: {
      input: CreateOrder,
      fails: { action_not_allowed: changeable.action_not_allowed, order_exists: z.object({ orderId: Id }) },
    },
    addItem: {
      input: ItemInput,
      fails: {
        ...changeable,
        quantity_not_valid: QuantityNotValid,
        order_full: TooMany,
        product_not_found: ProductRef,
        pricing_not_found: ProductRef,
      },
    },
    removeItem: { input: ProductRef, fails: { ...changeable, item_not_found: ProductRef } },
    updateItemQuantity: {
      input: ItemInput,
      fails: { ...changeable, quantity_not_valid: QuantityNotValid, item_not_found: ProductRef },
    },
    updateEmail: { input: EmailInput, fails: { ...changeable, email_not_valid: EmailNotValid } },
    updateBillingAddress: { input: AddressUpdate, fails: { ...changeable, address_not_valid: AddressNotValid } },
    updateShippingAddress: { input: AddressUpdate, fails: { ...changeable, address_not_valid: AddressNotValid } },
    shipOrder: {
      fails: { ...changeable, empty_items: z.void(), billing_address_not_set: z.void(), empty_email: z.void() },
    },
    cancelOrder: { fails: changeable },
  },
});
