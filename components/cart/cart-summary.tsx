import type { Cart } from "#agents/cart/cart.contract.ts";
import { shownMoney, shownPieces } from "../shop/shown.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { Notice } from "../ui/notice.tsx";
import { countPieces } from "./count-pieces.ts";

type Props = {
  cart: Cart;
  /** Whether the shop has confirmed every change, so that the total is final. */
  settled: boolean;
};

/** What the cart costs and the way on. */
export function CartSummary({ cart, settled }: Props) {
  const pieces = countPieces({ items: cart.items, unavailableItems: [] });
  const blocked = cart.unavailableItems.length > 0;
  return (
    <section aria-labelledby="summary" className="rounded-2xl border border-rule bg-shelf p-6 lg:sticky lg:top-24">
      <h2 id="summary" className="mb-4 text-2xl">
        Total
      </h2>
      <dl className="figures flex items-baseline justify-between gap-4">
        <dt className="text-ink-soft">{shownPieces(pieces)}</dt>
        <dd className="font-display text-3xl font-semibold" data-testid="cart-total" aria-busy={!settled}>
          {shownMoney(cart.total)}
        </dd>
      </dl>
      <p className="mt-2 text-sm text-ink-soft">
        At the prices of now. If one changes before you order, you are asked first.
      </p>
      <div className="mt-6 flex flex-col gap-3">
        {blocked ? (
          <Notice tone="hint">Remove the lines that cannot be bought, then you can check out.</Notice>
        ) : (
          <LinkButton href="/checkout" look="primary">
            Check out
          </LinkButton>
        )}
        <LinkButton href="/">Keep looking around</LinkButton>
      </div>
    </section>
  );
}
