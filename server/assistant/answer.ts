import { z } from "zod";
import type { Facts } from "./facts.ts";

export const MAX_PRODUCTS = 4;
export const MAX_BRANDS = 3;
const MAX_REASON = 200;

/** What a model must answer. Loose in what it counts, so that one product too many spoils nothing. */
export const Answer = z.object({
  products: z.array(z.object({ productId: z.string(), reason: z.string() })),
  brands: z.array(z.string()),
});
export type Answer = z.output<typeof Answer>;

/** Keeps what the shop has, once each and no more than is wanted. */
export function checkAnswer({ products, brands }: Answer, { bought, candidates }: Facts): Answer {
  const known = new Set(candidates.map(({ productId }) => productId));
  const knownBrands = new Set([...bought, ...candidates].map(({ brand }) => brand));
  const reasons = new Map<string, string>();
  for (const { productId, reason } of products) {
    if (known.has(productId) && !reasons.has(productId)) reasons.set(productId, reason.trim().slice(0, MAX_REASON));
  }
  return {
    products: [...reasons].slice(0, MAX_PRODUCTS).map(([productId, reason]) => ({ productId, reason })),
    brands: [...new Set(brands)].filter((brand) => knownBrands.has(brand)).slice(0, MAX_BRANDS),
  };
}
