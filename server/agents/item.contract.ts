import { z } from "zod";
import { Id } from "#lib/ids.ts";
import { Money } from "#lib/money-schema.ts";

export const MIN_QUANTITY = 1;
export const MAX_QUANTITY = 999;
/** Distinct lines of one cart or order. */
export const MAX_ITEMS = 200;
/** So that no total of `MAX_ITEMS` lines of `MAX_QUANTITY` can leave the safe integers. */
const MAX_PRICE = 40_000_000_000;

export const DEFAULT_CURRENCY = "USD";
export const DEFAULT_REGION = "global";

export const Region = z.string().min(1).max(64);
/** Where something is sold. */
export type Market = { currency: string; region: string };

export const Price = Money.extend({ amount: z.int().nonnegative().max(MAX_PRICE) });
export const Quantity = z.int().min(MIN_QUANTITY).max(MAX_QUANTITY);

/** A line of a cart or an order, with the price of one piece. */
export const Item = z.object({
  productId: Id,
  productName: z.string(),
  productBrand: z.string(),
  price: Price,
  quantity: Quantity,
});
export type Item = z.output<typeof Item>;

/** What is asked for; the agent refuses a bad quantity by name, so any number is let in. */
export const ItemInput = z.object({ productId: Id, quantity: z.number() });
export const EmailInput = z.object({ email: z.string().max(1_000) });

export const ProductRef = z.object({ productId: Id });
export const QuantityNotValid = z.object({ productId: Id, minimum: z.int(), maximum: z.int() });
export const EmailNotValid = z.object({ email: z.string() });
export const TooMany = z.object({ maximum: z.int() });
