"use client";

import Link from "next/link";
import type { Cart } from "#agents/cart/cart.contract.ts";
import { navLink } from "../shop/nav-link.ts";
import { shownPieces } from "../shop/shown.ts";
import { CartIcon } from "./cart-icon.tsx";
import { countPieces } from "./count-pieces.ts";
import { useCart } from "./use-cart.ts";

/** The header's link to the cart, with how many pieces are in it. */
export function CartLink({ initial }: { initial: Cart | null }) {
  const pieces = countPieces(useCart(initial));
  return (
    <Link href="/cart" className={navLink}>
      <CartIcon pieces={pieces} />
      <span className="max-md:sr-only">Cart</span>
      {pieces > 0 && <span className="sr-only">({shownPieces(pieces)})</span>}
    </Link>
  );
}
