import { z } from "zod";
import { Address } from "#lib/address.ts";
import { Id } from "#lib/ids.ts";
import { Currency } from "#lib/money-schema.ts";
import { Quantity, Region } from "../item.contract.ts";

const position = z.int().nonnegative();

/** A line without its price, which is asked for when it is needed; the names are for when the product is gone. */
const Line = z.object({ productName: z.string(), productBrand: z.string(), quantity: Quantity, position });
export type Line = z.output<typeof Line>;

/** An order that this cart became; without a quote when it came from another cart. */
const PreviousOrder = z.object({ quote: z.string().nullable(), position });
export type PreviousOrder = z.output<typeof PreviousOrder>;

export const CartState = z.object({
  email: z.string().nullable(),
  items: z.record(Id, Line),
  billingAddress: Address.nullable(),
  shippingAddress: Address.nullable(),
  currency: Currency,
  region: Region,
  previousOrders: z.record(Id, PreviousOrder),
  /** How many checkouts were completed: the number of the next order, and part of every quote. */
  checkouts: z.int().nonnegative(),
  /** Null as long as nobody has touched the cart. */
  updatedAt: z.iso.datetime().nullable(),
});
export type CartState = z.output<typeof CartState>;
