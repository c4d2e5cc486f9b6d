"use client";

import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type RefObject, useRef } from "react";
import type { Cart } from "#agents/cart/cart.contract.ts";
import { buttonStyle } from "../ui/button-style.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { CartLines, CartProblem } from "./cart-lines.tsx";
import { CartTotal } from "./cart-total.tsx";
import { CheckOutLink } from "./check-out-link.tsx";
import { countPieces } from "./count-pieces.ts";
import { EmptyCartHint } from "./empty-cart-hint.tsx";
import { useToldChanges } from "./use-told-changes.ts";

type Props = {
  cart: Cart | null;
  open: boolean;
  onClose: () => void;
  /** What opened it, and gets the focus back. */
  opener: RefObject<HTMLElement | null>;
};

/** The cart beside whatever page one is on. */
export function CartDrawer({ cart, open, onClose, opener }: Props) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-30 bg-[rgb(20_12_4/0.5)] transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          finalFocus={opener}
          // a link leads away from what the drawer lies on
          onClick={({ target }) => target instanceof Element && target.closest("a") && onClose()}
          className="fixed inset-y-0 right-0 z-40 flex w-full max-w-md flex-col border-l border-rule bg-paper shadow-[-12px_0_40px_-16px_rgb(40_25_5/0.35)] outline-none transition-transform duration-200 ease-out data-ending-style:translate-x-full data-starting-style:translate-x-full"
        >
          <DrawerContent cart={cart} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function DrawerContent({ cart }: { cart: Cart | null }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const changes = useToldChanges(cart, heading);
  const empty = countPieces(cart) === 0;
  return (
    <>
      <header className="flex min-h-16 items-center justify-between gap-3 border-b border-rule py-2 pr-2 pl-5">
        <Dialog.Title ref={heading} tabIndex={-1} className="text-2xl outline-none">
          {empty ? "Your cart is empty" : "Your cart"}
        </Dialog.Title>
        <Dialog.Close aria-label="Close the cart" className={buttonStyle("icon")}>
          <X className="size-5" aria-hidden="true" />
        </Dialog.Close>
      </header>
      <p role="status" className="sr-only">
        {changes.said}
      </p>
      <div className="flex-1 overflow-y-auto overscroll-contain px-5 py-5">
        <CartProblem changes={changes} />
        {cart === null || empty ? <EmptyCartHint /> : <CartLines cart={cart} changes={changes} />}
      </div>
      {cart !== null && !empty && (
        <footer className="border-t border-rule bg-shelf p-5">
          <CartTotal cart={cart} settled={!changes.pending} />
          <div className="mt-4 grid grid-cols-2 gap-3">
            <LinkButton href="/cart">View cart</LinkButton>
            <CheckOutLink cart={cart} />
          </div>
        </footer>
      )}
    </>
  );
}
