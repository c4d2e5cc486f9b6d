"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ComponentType, type MouseEvent, useRef, useState } from "react";
import type { Cart } from "#agents/cart/cart.contract.ts";
import { navLink } from "../shop/nav-link.ts";
import { shownPieces } from "../shop/shown.ts";
import { useHydrated } from "../ui/use-hydrated.ts";
import type { CartDrawer } from "./cart-drawer.tsx";
import { CartIcon } from "./cart-icon.tsx";
import { countPieces } from "./count-pieces.ts";
import { useCart } from "./use-cart.ts";

// only those who open it fetch it
const loadDrawer = () => import("./cart-drawer.tsx");

/** The header's link to the cart, with how many pieces are in it. Once the page is alive it opens the drawer instead. */
export function CartLink({ initial }: { initial: Cart | null }) {
  const cart = useCart(initial);
  const pieces = countPieces(cart);
  const link = useRef<HTMLAnchorElement>(null);
  const path = usePathname();
  const opens = useHydrated() && path !== "/cart";
  const [Drawer, setDrawer] = useState<ComponentType<Parameters<typeof CartDrawer>[0]> | null>(null);
  // the page that it lies on: on another one it is closed
  const [openAt, setOpenAt] = useState<string | null>(null);

  const open = async (event: MouseEvent) => {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!opens || elsewhere) return;
    event.preventDefault();
    try {
      const { CartDrawer } = await loadDrawer();
      setDrawer(() => CartDrawer);
      setOpenAt(path);
    } catch {
      location.assign("/cart");
    }
  };

  return (
    <>
      <Link
        href="/cart"
        ref={link}
        aria-haspopup={opens ? "dialog" : undefined}
        onClick={open}
        onPointerEnter={() => void loadDrawer().catch(() => undefined)}
        className={navLink}
      >
        <CartIcon pieces={pieces} />
        <span className="max-md:sr-only">Cart</span>
        {pieces > 0 && <span className="sr-only">({shownPieces(pieces)})</span>}
      </Link>
      {Drawer && <Drawer cart={cart} open={openAt === path} onClose={() => setOpenAt(null)} opener={link} />}
    </>
  );
}
