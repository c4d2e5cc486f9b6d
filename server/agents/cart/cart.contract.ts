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
  Quantity,
  QuantityNotValid,
  Region,
  TooMany,
} from "../item.contract.ts";

/** The newest order ids that a cart remembers; the shopper's history has them all. */
export const MAX_PREVIOUS_ORDERS = 100;

/** A line that cannot be bought now: not in the total, and checkout refuses it by name. */
const UnavailableItem = z.object({
  productId: Id,
  productName: z.string(),
  productBrand: z.string(),
  quantity: Quantity,
  reason: z.enum(["product_not_found", "pricing_not_found"]),
});
export type UnavailableItem = z.output<typeof UnavailableItem>;

export const Cart = z.object({
  userId: Id,
  email: z.string().nullable(),
  items: z.array(Item),
  unavailableItems: z.array(UnavailableItem),
  billingAddress: Address.nullable(),
  shippingAddress: Address.nullable(),
  total: Money,
  currency: Currency,
  region: Region,
  previousOrderIds: z.array(Id),
  updatedAt: z.iso.datetime(),
  /** Stands for exactly these lines at these prices in this cart, before its next order. */
  quote: z.string(),
});
export type Cart = z.output<typeof Cart>;

const BroughtLine = z.object({ productId: Id, productName: z.string(), productBrand: z.string(), quantity: Quantity });

/** What another cart brings along; a `Cart` fits as it is. */
const CartContent = z.object({
  userId: Id,
  email: z.string().max(254).nullable(),
  items: z.array(BroughtLine).max(MAX_ITEMS),
  unavailableItems: z.array(BroughtLine).max(MAX_ITEMS).default([]),
  billingAddress: Address.nullable(),
  shippingAddress: Address.nullable(),
  previousOrderIds: z.array(Id).max(MAX_PREVIOUS_ORDERS).default([]),
});

/** What a shopper is about to buy. The id is the shopper's. */
export const cart = contract("cart", {
  queries: {
    /** With today's prices; null for a cart that nobody has touched. */
    getCart: { returns: Cart.nullable() },
  },
  commands: {
    addItem: {
      input: ItemInput,
      fails: {
        quantity_not_valid: QuantityNotValid,
        cart_full: TooMany,
        product_not_found: ProductRef,
        pricing_not_found: ProductRef,
      },
    },
    removeItem: { input: ProductRef, fails: { item_not_found: ProductRef } },
    updateItemQuantity: {
      input: ItemInput,
      fails: { quantity_not_valid: QuantityNotValid, item_not_found: ProductRef },
    },
    updateEmail: { input: EmailInput, fails: { email_not_valid: EmailNotValid } },
    updateBillingAddress: { input: AddressUpdate, fails: { address_not_valid: AddressNotValid } },
    updateShippingAddress: { input: AddressUpdate, fails: { address_not_valid: AddressNotValid } },
    clear: {},
    /** With the quote that the shopper saw, prices must still be those; without one today's are accepted. */
    checkout: {
      input: z.object({ quote: z.string().max(128).optional() }),
      returns: z.object({ orderId: Id }),
      fails: {
        empty_items: z.void(),
        billing_address_not_set: z.void(),
        empty_email: z.void(),
        product_not_found: ProductRef,
        pricing_not_found: ProductRef,
        price_changed: Cart.pick({ items: true, total: true, quote: true }),
        order_create: z.object({ orderId: Id }),
      },
    },
    /** Takes over a guest's cart; answers the product ids for which there was no room. */
    absorb: { input: z.object({ from: CartContent }), returns: z.object({ leftOut: z.array(Id) }) },
    /** Answers all that is in it, for another cart to absorb, and is empty then; null where there never was anything. */
    giveAway: { returns: CartContent.nullable() },
  },
});
