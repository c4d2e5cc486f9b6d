import type { Cart } from "#agents/cart/cart.contract.ts";
import { shownMoney, shownPieces } from "../shop/shown.ts";
import { countPieces } from "./count-pieces.ts";

type Props = {
  cart: Cart;
  /** Whether the shop has confirmed every change, so that the total is final. */
  settled: boolean;
};

/** What can be bought costs this, at the prices of now. */
export function CartTotal({ cart, settled }: Props) {
  const pieces = countPieces({ items: cart.items, unavailableItems: [] });
  return (
    <>
      <dl className="figures flex items-baseline justify-between gap-4">
        <dt className="text-ink-soft">{shownPieces(pieces)}</dt>
        <dd className="font-display text-3xl font-semibold" data-testid="cart-total" aria-busy={!settled}>
          {shownMoney(cart.total)}
        </dd>
      </dl>
      <p className="mt-2 text-sm text-ink-soft">
        At the prices of now. If one changes before you order, you are asked first.
      </p>
    </>
  );
}
