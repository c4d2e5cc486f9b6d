import { pricing } from "#agents/pricing/pricing.contract.ts";
import type { Product } from "#agents/product/product.contract.ts";
import type { ToQuery } from "#runtime/contract.ts";

type In = { currency: string; region: string };

/** Each with today's price or null. */
export const priced = (read: ToQuery, products: readonly Product[], where: In) =>
  Promise.all(
    products.map(async (product) => ({
      product,
      price: await read(pricing, product.productId).getPrice(where),
    })),
  );
