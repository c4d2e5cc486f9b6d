"use client";

import { ShopError } from "#components/shop/shop-error.tsx";
import { fraunces, geist } from "./fonts.ts";
import "./globals.css";

/** For when the layout itself broke. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={`${geist.variable} ${fraunces.variable}`}>
      <body className="antialiased">
        <main className="wrap py-12">
          <ShopError retry={retry} />
        </main>
      </body>
    </html>
  );
}
