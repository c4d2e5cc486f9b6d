import Link from "next/link";
import type { Item } from "#agents/item.contract.ts";
import { type Money, totalOf } from "#lib/money.ts";
import { ProductPicture } from "../shop/product-picture.tsx";
import { shownMoney } from "../shop/shown.ts";

/** The lines that are bought and what they cost. */
export function OrderSummary({ items, total }: { items: readonly Item[]; total: Money }) {
  return (
    <section aria-labelledby="summary" className="rounded-2xl border border-rule bg-shelf p-6">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 id="summary" className="text-2xl">
          Your order
        </h2>
        <Link href="/cart" className="link inline-flex min-h-11 items-center">
          Change
        </Link>
      </div>
      <ul className="figures divide-y divide-rule border-y border-rule">
        {items.map((item) => (
          <li key={item.productId} className="flex items-center gap-3 py-3">
            <ProductPicture
              product={{ productId: item.productId, name: item.productName }}
              view="thumbnail"
              className="size-14 shrink-0 rounded-lg"
            />
            <span className="min-w-0 flex-1">
              {item.productName}
              <span className="block text-sm text-ink-soft">
                {item.quantity} × {shownMoney(item.price)}
              </span>
            </span>
            <span className="font-medium">{shownMoney(totalOf([item], item.price.currency))}</span>
          </li>
        ))}
      </ul>
      <p className="figures mt-4 flex items-baseline justify-between gap-4">
        <span>Total</span>
        <strong className="font-display text-3xl font-semibold" data-testid="checkout-total">
          {shownMoney(total)}
        </strong>
      </p>
    </section>
  );
}
