import { ShoppingBasket } from "lucide-react";
import Link from "next/link";
import { navLink } from "../shop/nav-link.ts";

/** The link to the cart while its count is on the way; as wide as the link itself. */
export function CartLinkSkeleton() {
  return (
    <Link href="/cart" className={navLink}>
      <ShoppingBasket className="size-5" aria-hidden="true" />
      <span className="max-sm:sr-only">Cart</span>
      <span className="min-w-6" aria-hidden="true" />
    </Link>
  );
}
