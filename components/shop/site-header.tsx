import { CircleUser, ReceiptText, Store } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { navLink } from "./nav-link.ts";
import { Wordmark } from "./wordmark.tsx";

/** The header of the shop; the link to the cart comes from outside, because it knows the shopper. */
export function SiteHeader({ cartLink }: { cartLink: ReactNode }) {
  return (
    <header className="sticky top-0 z-20 border-b border-rule bg-paper/95 backdrop-blur-sm">
      <div className="wrap flex min-h-16 items-center justify-between gap-2">
        <Wordmark />
        <nav aria-label="Shop" className="-mr-2 flex items-center gap-0.5 sm:-mr-3 sm:gap-2">
          <Link href="/" className={navLink}>
            <Store className="size-5" aria-hidden="true" />
            <span className="max-sm:sr-only">Catalogue</span>
          </Link>
          <Link href="/orders" className={navLink}>
            <ReceiptText className="size-5" aria-hidden="true" />
            <span className="max-sm:sr-only">Orders</span>
          </Link>
          <Link href="/account" className={navLink}>
            <CircleUser className="size-5" aria-hidden="true" />
            <span className="max-sm:sr-only">Account</span>
          </Link>
          {cartLink}
        </nav>
      </div>
    </header>
  );
}
