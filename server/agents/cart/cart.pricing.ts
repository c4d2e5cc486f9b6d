import type { ToQuery } from "#runtime/contract.ts";
import type { Item, Market } from "../item.contract.ts";
import { inOrder, type Lines } from "../lines.ts";
import { findOffer } from "../offer.ts";
import type { UnavailableItem } from "./cart.contract.ts";
import type { Line } from "./cart.state.ts";

type Priced = { items: Item[]; unavailableItems: UnavailableItem[] };

/** The lines at the prices of now, all asked for side by side; those that cannot be bought are set apart by name. */
export async function priceLines(lines: Readonly<Lines<Line>>, market: Market, query: ToQuery): Promise<Priced> {
  const entries = inOrder(lines);
  const offers = await Promise.all(entries.map(([productId]) => findOffer(query, productId, market)));
  const priced: Priced = { items: [], unavailableItems: [] };
  for (const [index, [productId, line]] of entries.entries()) {
    const offer = offers[index];
    if (!offer) continue;
    const product = offer.ok ? offer.value.product : offer.error.product;
    const productName = product?.name ?? line.productName;
    const productBrand = product?.brand ?? line.productBrand;
    const named = { productId, productName, productBrand, quantity: line.quantity };
    if (offer.ok) priced.items.push({ ...named, price: offer.value.price });
    else priced.unavailableItems.push({ ...named, reason: offer.error.code });
  }
  return priced;
}
