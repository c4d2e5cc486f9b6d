"use client";

import { buttonStyle } from "#components/ui/button-style.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { fraunces, geist } from "./fonts.ts";
import "./globals.css";

/** For when the layout itself broke; the form asks for the same page again. */
export default function GlobalError() {
  return (
    <html lang="en" className={`${geist.variable} ${fraunces.variable}`}>
      <body className="antialiased">
        <main className="wrap py-12">
          <EmptyState
            title="The shop broke on our side"
            action={
              <form>
                <button type="submit" className={buttonStyle("primary")}>
                  Try again
                </button>
              </form>
            }
          >
            <p>Nothing that you did is lost: your cart and your orders are as they were.</p>
          </EmptyState>
        </main>
      </body>
    </html>
  );
}
