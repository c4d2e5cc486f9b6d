"use client";

import { ShoppingBasket } from "lucide-react";
import Link from "next/link";
import type { Cart } from "#agents/cart/cart.contract.ts";
import { navLink } from "../shop/nav-link.ts";
import { countPieces } from "./count-pieces.ts";
import { useCart } from "./use-cart.ts";

/** The header's link to the cart, with how many pieces are in it. */
export function CartLink({ initial }: { initial: Cart | null }) {
  const pieces = countPieces(useCart(initial));
  return (
    <Link href="/cart" className={navLink}>
      <ShoppingBasket className="size-5" aria-hidden="true" />
      <span className="max-sm:sr-only">Cart</span>
      <span className="min-w-6 text-center" data-testid="cart-count">
        {pieces > 0 && (
          <span className="figures inline-block min-w-6 rounded-full bg-grain px-1.5 text-center text-sm/6 font-semibold text-on-grain">
            {pieces > 999 ? "999+" : pieces}
            <span className="sr-only">{pieces === 1 ? " piece" : " pieces"}</span>
          </span>
        )}
      </span>
    </Link>
  );
}
