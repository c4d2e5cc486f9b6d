"use client";

import { useRef } from "react";
import type { Cart } from "#agents/cart/cart.contract.ts";
import { CartLines, CartProblem } from "./cart-lines.tsx";
import { CartSummary } from "./cart-summary.tsx";
import { countPieces } from "./count-pieces.ts";
import { EmptyCartHint } from "./empty-cart-hint.tsx";
import { useCart } from "./use-cart.ts";
import { useToldChanges } from "./use-told-changes.ts";

/** The cart's page: its lines, what is wrong with some, and what it all costs. */
export function CartView({ initial }: { initial: Cart | null }) {
  const cart = useCart(initial);
  const heading = useRef<HTMLHeadingElement>(null);
  const changes = useToldChanges(cart, heading);
  const empty = countPieces(cart) === 0;

  return (
    <>
      <p role="status" className="sr-only">
        {changes.said}
      </p>
      <h1 ref={heading} tabIndex={-1} className="mb-6 text-4xl outline-none sm:text-5xl">
        {empty ? "Your cart is empty" : "Your cart"}
      </h1>
      <CartProblem changes={changes} />
      {cart === null || empty ? (
        <EmptyCartHint />
      ) : (
        <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-12">
          <CartLines cart={cart} changes={changes} />
          <CartSummary cart={cart} settled={!changes.pending} />
        </div>
      )}
    </>
  );
}
