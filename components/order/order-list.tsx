import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { OrderSummary } from "#agents/purchase-history/purchase-history.contract.ts";
import { shownDay, shownMoney, shownPieces } from "../shop/shown.ts";

/** The shopper's orders, as they come: newest first. */
export function OrderList({ orders }: { orders: readonly OrderSummary[] }) {
  return (
    <ul className="divide-y divide-rule border-y border-rule">
      {orders.map(({ orderId, total, itemCount, placedAt }) => (
        <li key={orderId} className="group relative flex items-center gap-4 py-5 hover:bg-sunken/60">
          <div className="min-w-0 flex-1">
            <h2 className="text-xl">
              <Link href={`/orders/${orderId}`} className="after:absolute after:inset-0">
                <time dateTime={placedAt}>{shownDay(placedAt)}</time>
              </Link>
            </h2>
            <p className="figures text-sm break-all text-ink-soft">{orderId}</p>
          </div>
          <p className="figures text-right">
            <span className="block font-semibold">{shownMoney(total)}</span>
            <span className="text-sm text-ink-soft">{shownPieces(itemCount)}</span>
          </p>
          <ChevronRight className="size-5 shrink-0 text-ink-soft" aria-hidden="true" />
        </li>
      ))}
    </ul>
  );
}
