import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { navLink } from "../shop/nav-link.ts";
import { SiteFooter } from "../shop/site-footer.tsx";
import { SkipLink } from "../shop/skip-link.tsx";
import { Wordmark } from "../shop/wordmark.tsx";

/** Around the checkout: only the way back, so that nothing distracts. */
export function CheckoutFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <header className="border-b border-rule">
        <div className="wrap flex min-h-16 items-center justify-between gap-2">
          <Wordmark />
          <Link href="/cart" className={navLink}>
            <ArrowLeft className="size-5" aria-hidden="true" />
            Cart
          </Link>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="wrap flex-1 py-8 outline-none sm:py-12">
        {children}
      </main>
      <SiteFooter />
    </>
  );
}
