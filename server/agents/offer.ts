import type { Result } from "#lib/result.ts";
import type { ToQuery } from "#runtime/contract.ts";
import type { Market } from "./item.contract.ts";
import { type ChosenPrice, pricing } from "./pricing/pricing.contract.ts";
import { type ProductLabel, product } from "./product/product.contract.ts";

type Offer = { product: ProductLabel; price: ChosenPrice["price"] };

type NoOffer = {
  code: "product_not_found" | "pricing_not_found";
  detail: { productId: string };
  /** There when only the price is missing. */
  product: ProductLabel | null;
};

/** A product with its price of now, asked for side by side; a missing product is named before a missing price. */
export async function findOffer(query: ToQuery, productId: string, market: Market): Promise<Result<Offer, NoOffer>> {
  const [found, chosen] = await Promise.all([
    query(product, productId).getLabel(),
    query(pricing, productId).getPrice({ currency: market.currency, region: market.region }),
  ]);
  if (!found) return { ok: false, error: { code: "product_not_found", detail: { productId }, product: null } };
  if (!chosen) return { ok: false, error: { code: "pricing_not_found", detail: { productId }, product: found } };
  return { ok: true, value: { product: found, price: chosen.price } };
}
