import { CartLink } from "#components/cart/cart-link.tsx";
import { CartLinkSkeleton } from "#components/cart/cart-link-skeleton.tsx";
import { readShop } from "./read-shop.ts";

/** The header's link to the cart of whoever asks. */
export async function OwnCartLink() {
  const cart = await readShop((api) => api.cart.get());
  return cart.ok ? <CartLink initial={cart.value} /> : <CartLinkSkeleton />;
}
