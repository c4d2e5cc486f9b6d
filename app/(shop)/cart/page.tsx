import type { Metadata } from "next";
import { CartView } from "#components/cart/cart-view.tsx";
import { ShopAway } from "#components/shop/shop-away.tsx";
import { readShop } from "../../read-shop.ts";

export const metadata: Metadata = { title: "Cart" };

export default async function CartPage() {
  const cart = await readShop((api) => api.cart.get());
  return cart.ok ? <CartView initial={cart.value} /> : <ShopAway />;
}
