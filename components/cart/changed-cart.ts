import type { Cart } from "#agents/cart/cart.contract.ts";
import { totalOf } from "#lib/money.ts";

/** The cart as it will be with that quantity of a product; none takes its line out. Shown until the shop has answered. */
export function withQuantity(cart: Cart, productId: string, quantity: number | null): Cart {
  const others = (line: { productId: string }) => line.productId !== productId;
  const items =
    quantity === null
      ? cart.items.filter(others)
      : cart.items.map((item) => (item.productId === productId ? { ...item, quantity } : item));
  const unavailableItems = quantity === null ? cart.unavailableItems.filter(others) : cart.unavailableItems;
  return { ...cart, items, unavailableItems, total: totalOf(items, cart.currency) };
}
