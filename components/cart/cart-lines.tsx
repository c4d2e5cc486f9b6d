"use client";

import type { Cart } from "#agents/cart/cart.contract.ts";
import { Notice } from "../ui/notice.tsx";
import { CartLine } from "./cart-line.tsx";
import { UnavailableLine } from "./unavailable-line.tsx";
import type { ToldChanges } from "./use-told-changes.ts";

/** A cart's lines, as wide as there is room. */
export function CartLines({ cart, changes }: { cart: Cart; changes: ToldChanges }) {
  return (
    <ul className="@container divide-y divide-rule border-y border-rule">
      {cart.items.map((item) => (
        <CartLine
          key={item.productId}
          item={item}
          onQuantity={(quantity) => changes.setQuantity(item, quantity)}
          onRemove={() => changes.remove(item)}
        />
      ))}
      {cart.unavailableItems.map((item) => (
        <UnavailableLine key={item.productId} item={item} onRemove={() => changes.remove(item)} />
      ))}
    </ul>
  );
}

/** What the shop refused of the changes. */
export function CartProblem({ changes: { problem } }: { changes: ToldChanges }) {
  if (problem === null) return null;
  return (
    <Notice tone="wrong" role="alert" className="mb-6">
      {problem}
    </Notice>
  );
}
