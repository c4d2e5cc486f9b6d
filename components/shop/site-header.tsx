import { CircleUser, ReceiptText, Search, Store } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { SearchField } from "../search/search-field.tsx";
import { classNames } from "../ui/class-names.ts";
import { navLink } from "./nav-link.ts";
import { Wordmark } from "./wordmark.tsx";

/** The header of the shop; the link to the cart comes from outside, because it knows the shopper. */
export function SiteHeader({ cartLink }: { cartLink: ReactNode }) {
  return (
    <header className="sticky top-0 z-20 border-b border-rule bg-paper/95 backdrop-blur-sm">
      <div className="wrap flex min-h-16 items-center justify-between gap-2">
        <Wordmark />
        <SearchField label="Search the shop" className="ml-4 max-w-sm flex-1 max-lg:hidden" />
        <nav aria-label="Shop" className="-mr-2 flex items-center gap-0.5 md:-mr-3 md:gap-2">
          <Link href="/search" className={classNames(navLink, "lg:hidden")}>
            <Search className="size-5" aria-hidden="true" />
            <span className="sr-only">Search</span>
          </Link>
          <Link href="/" className={navLink}>
            <Store className="size-5" aria-hidden="true" />
            <span className="max-md:sr-only">Catalogue</span>
          </Link>
          <Link href="/orders" className={navLink}>
            <ReceiptText className="size-5" aria-hidden="true" />
            <span className="max-md:sr-only">Orders</span>
          </Link>
          <Link href="/account" className={navLink}>
            <CircleUser className="size-5" aria-hidden="true" />
            <span className="max-md:sr-only">Account</span>
          </Link>
          {cartLink}
        </nav>
      </div>
    </header>
  );
}
