import Link from "next/link";
import type { Order } from "#agents/order/order.contract.ts";
import { totalOf } from "#lib/money.ts";
import { ProductPicture } from "../shop/product-picture.tsx";
import { shownMoney } from "../shop/shown.ts";

/** What was bought and what it cost then. */
export function OrderLines({ order }: { order: Order }) {
  return (
    <section aria-labelledby="lines">
      <h2 id="lines" className="sr-only">
        What you ordered
      </h2>
      <ul className="divide-y divide-rule border-y border-rule">
        {order.items.map((item) => (
          <li key={item.productId} className="flex items-center gap-4 py-4">
            <ProductPicture
              product={{ productId: item.productId, name: item.productName }}
              view="thumbnail"
              className="size-16 shrink-0 rounded-xl sm:size-20"
            />
            <div className="min-w-0 flex-1">
              <h3 className="text-xl">
                <Link
                  href={`/products/${item.productId}`}
                  className="hover:underline hover:decoration-2 hover:underline-offset-4"
                >
                  {item.productName}
                </Link>
              </h3>
              <p className="text-sm text-ink-soft">{item.productBrand}</p>
              <p className="figures text-sm text-ink-soft">
                {item.quantity} × {shownMoney(item.price)}
              </p>
            </div>
            <p className="figures font-semibold">{shownMoney(totalOf([item], item.price.currency))}</p>
          </li>
        ))}
      </ul>
      <p className="figures mt-4 flex items-baseline justify-between gap-4">
        <span>Total</span>
        <strong className="font-display text-3xl font-semibold" data-testid="order-total">
          {shownMoney(order.total)}
        </strong>
      </p>
    </section>
  );
}
