import { z } from "zod";
import { Id } from "#lib/ids.ts";
import { contract } from "#runtime/contract.ts";
import { ProductRef } from "../item.contract.ts";

const ProductFields = z.object({
  name: z.string().min(1).max(300),
  brand: z.string().min(1).max(300),
  description: z.string().max(20_000),
  tags: z.array(z.string().min(1).max(100)).max(100),
});

export const Product = ProductFields.extend({
  productId: Id,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Product = z.output<typeof Product>;

/** What a cart or an order says of a product: a turn's record keeps what it has read, and descriptions are long. */
export const ProductLabel = Product.pick({ name: true, brand: true });
export type ProductLabel = z.output<typeof ProductLabel>;

/** What is sold under a product id. A retired product is not there any more until it is initialised again. */
export const product = contract("product", {
  queries: { getProduct: { returns: Product.nullable() }, getLabel: { returns: ProductLabel.nullable() } },
  commands: {
    initializeProduct: { input: ProductFields },
    updateProduct: { input: ProductFields.partial(), fails: { product_not_found: ProductRef } },
    retireProduct: { fails: { product_not_found: ProductRef } },
  },
});
