import type { Cart } from "#agents/cart/cart.contract.ts";

/** All pieces in a cart, those that cannot be bought now too. */
export function countPieces(cart: Pick<Cart, "items" | "unavailableItems"> | null): number {
  if (cart === null) return 0;
  return [...cart.items, ...cart.unavailableItems].reduce((pieces, { quantity }) => pieces + quantity, 0);
}
