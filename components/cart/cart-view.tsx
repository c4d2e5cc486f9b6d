"use client";

import { useRef, useState } from "react";
import type { Cart } from "#agents/cart/cart.contract.ts";
import { shownMoney } from "../shop/shown.ts";
import { Notice } from "../ui/notice.tsx";
import { CartLine } from "./cart-line.tsx";
import { CartSummary } from "./cart-summary.tsx";
import { countPieces } from "./count-pieces.ts";
import { EmptyCartHint } from "./empty-cart-hint.tsx";
import { UnavailableLine } from "./unavailable-line.tsx";
import { useCart } from "./use-cart.ts";
import { useCartChanges } from "./use-cart-changes.ts";

/** The cart's page: its lines, what is wrong with some, and what it all costs. */
export function CartView({ initial }: { initial: Cart | null }) {
  const cart = useCart(initial);
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState("");
  const changes = useCartChanges();
  const empty = countPieces(cart) === 0;

  const remove = (productId: string, name: string) => {
    changes.remove(productId);
    setSaid(`${name} was taken out of your cart.`);
    // the button that had the focus is gone
    heading.current?.focus();
  };
  const setQuantity = (productId: string, name: string, quantity: number) => {
    changes.setQuantity(productId, quantity);
    setSaid(`Quantity of ${name}: ${quantity}.`);
  };

  return (
    <>
      <p role="status" className="sr-only">
        {said} {said && cart && `Total ${shownMoney(cart.total)}.`}
      </p>
      <h1 ref={heading} tabIndex={-1} className="mb-6 text-4xl outline-none sm:text-5xl">
        {empty ? "Your cart is empty" : "Your cart"}
      </h1>
      {cart === null || empty ? (
        <EmptyCartHint />
      ) : (
        <>
          {changes.problem && (
            <Notice tone="wrong" role="alert" className="mb-6">
              {changes.problem}
            </Notice>
          )}
          <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-12">
            <ul className="divide-y divide-rule border-y border-rule">
              {cart.items.map((item) => (
                <CartLine
                  key={item.productId}
                  item={item}
                  onQuantity={(quantity) => setQuantity(item.productId, item.productName, quantity)}
                  onRemove={() => remove(item.productId, item.productName)}
                />
              ))}
              {cart.unavailableItems.map((item) => (
                <UnavailableLine
                  key={item.productId}
                  item={item}
                  onRemove={() => remove(item.productId, item.productName)}
                />
              ))}
            </ul>
            <CartSummary cart={cart} settled={!changes.pending} />
          </div>
        </>
      )}
    </>
  );
}
