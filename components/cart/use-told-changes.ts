"use client";

import { type RefObject, useState } from "react";
import type { Cart } from "#agents/cart/cart.contract.ts";
import { shownMoney } from "../shop/shown.ts";
import { useCartChanges } from "./use-cart-changes.ts";

type Line = { productId: string; productName: string };

/** The changes of a cart's lines and a sentence about the last one, for those who do not see it. */
export function useToldChanges(cart: Cart | null, heading: RefObject<HTMLElement | null>) {
  const { setQuantity, remove, pending, problem } = useCartChanges();
  const [said, setSaid] = useState("");
  return {
    pending,
    problem,
    said: said && cart ? `${said} Total ${shownMoney(cart.total)}.` : said,
    setQuantity({ productId, productName }: Line, quantity: number) {
      setQuantity(productId, quantity);
      setSaid(`Quantity of ${productName}: ${quantity}.`);
    },
    remove({ productId, productName }: Line) {
      remove(productId);
      setSaid(`${productName} was taken out of your cart.`);
      // the button that had the focus is gone
      heading.current?.focus();
    },
  };
}

export type ToldChanges = ReturnType<typeof useToldChanges>;
