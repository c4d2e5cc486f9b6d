import Link from "next/link";
import { navLink } from "../shop/nav-link.ts";
import { CartIcon } from "./cart-icon.tsx";

/** The link to the cart while its count is on the way; as large as the link itself. */
export function CartLinkSkeleton() {
  return (
    <Link href="/cart" className={navLink}>
      <CartIcon pieces={0} />
      <span className="max-md:sr-only">Cart</span>
    </Link>
  );
}
