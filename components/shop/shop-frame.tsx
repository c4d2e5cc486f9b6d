import { type ReactNode, Suspense } from "react";
import { CartLinkSkeleton } from "../cart/cart-link-skeleton.tsx";
import { SiteFooter } from "./site-footer.tsx";
import { SiteHeader } from "./site-header.tsx";
import { SkipLink } from "./skip-link.tsx";

/** Header and footer around a page of the shop. */
export function ShopFrame({ cartLink, children }: { cartLink: ReactNode; children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <SiteHeader cartLink={<Suspense fallback={<CartLinkSkeleton />}>{cartLink}</Suspense>} />
      <main id="content" tabIndex={-1} className="wrap flex-1 py-8 outline-none sm:py-12">
        {children}
      </main>
      <SiteFooter />
    </>
  );
}
