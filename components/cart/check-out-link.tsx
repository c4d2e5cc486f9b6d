import type { Cart } from "#agents/cart/cart.contract.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { Notice } from "../ui/notice.tsx";

/** The way to the checkout, or what is in it. */
export function CheckOutLink({ cart }: { cart: Cart }) {
  if (cart.unavailableItems.length > 0)
    return <Notice tone="hint">Remove the lines that cannot be bought, then you can check out.</Notice>;
  return (
    <LinkButton href="/checkout" look="primary">
      Check out
    </LinkButton>
  );
}
