import { z } from "zod";

/** What a shopper has of one product in all their orders. */
const Bought = z.object({
  productId: z.string(),
  name: z.string(),
  brand: z.string(),
  tags: z.array(z.string()),
  quantity: z.int().positive(),
});

/** A product that the shopper has not bought yet. */
const Candidate = z.object({
  productId: z.string(),
  name: z.string(),
  brand: z.string(),
  tags: z.array(z.string()),
  /** The shop's orders that hold it, of those looked at. */
  orders: z.int().nonnegative(),
  /** How many of them also hold a product that the shopper has bought. */
  boughtWith: z.array(z.object({ productId: z.string(), orders: z.int().positive() })),
});
export type Candidate = z.output<typeof Candidate>;

/** All that a model is told; it must choose among the candidates. */
export const Facts = z.object({ bought: z.array(Bought), candidates: z.array(Candidate) });
export type Facts = z.output<typeof Facts>;

/** What the shop knows, for all shoppers alike. */
export interface Shelf {
  products: readonly { productId: string; name: string; brand: string; tags: readonly string[] }[];
  /** The product ids of orders, one list an order. */
  baskets: readonly (readonly string[])[];
}

/** A shopper's purchases, most bought first. */
export type Purchases = readonly { productId: string; name: string; brand: string; quantity: number }[];
