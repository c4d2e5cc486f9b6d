import type { ComponentProps } from "react";
import { LinkButton } from "../ui/link-button.tsx";
import { CartTotal } from "./cart-total.tsx";
import { CheckOutLink } from "./check-out-link.tsx";

/** What the cart costs and the way on. */
export function CartSummary(props: ComponentProps<typeof CartTotal>) {
  return (
    <section aria-labelledby="summary" className="rounded-2xl border border-rule bg-shelf p-6 lg:sticky lg:top-24">
      <h2 id="summary" className="mb-4 text-2xl">
        Total
      </h2>
      <CartTotal {...props} />
      <div className="mt-6 flex flex-col gap-3">
        <CheckOutLink cart={props.cart} />
        <LinkButton href="/">Keep looking around</LinkButton>
      </div>
    </section>
  );
}
