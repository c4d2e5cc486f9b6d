import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import type { AppRouter } from "#server/api/root.ts";
import { OrderStatusBadge } from "../../order/order-status-badge.tsx";
import { shownMinute, shownMoney, shownPieces } from "../../shop/shown.ts";

type Row = inferRouterOutputs<AppRouter>["admin"]["orders"]["list"]["orders"][number];

/** Orders, one a row; a row is a small card where there is no room beside each other. */
export function OrdersTable({ orders }: { orders: readonly Row[] }) {
  return (
    <ul aria-label="Orders" className="divide-y divide-rule rounded-xl border border-rule bg-shelf">
      {orders.map(({ orderId, email, orderStatus, itemCount, total, createdAt }) => (
        <li
          key={orderId}
          className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-3 py-2.5 hover:bg-sunken sm:px-4 md:grid-cols-[minmax(0,1fr)_16rem_7rem_7rem]"
        >
          <div className="min-w-0">
            <Link
              href={`/admin/orders/${orderId}`}
              prefetch={false}
              className="flex min-h-11 flex-col justify-center after:absolute after:inset-0"
            >
              <span className="font-medium break-all">{email ?? "No e-mail address"}</span>
              <span className="figures text-sm break-all text-ink-soft">{orderId}</span>
            </Link>
          </div>
          <p className="figures justify-self-end text-right md:order-2">
            <span className="block font-semibold">{shownMoney(total)}</span>
            <span className="text-sm text-ink-soft">{shownPieces(itemCount)}</span>
          </p>
          <time dateTime={createdAt} className="figures text-sm text-ink-soft md:order-1">
            {shownMinute(createdAt)}
          </time>
          <p className="justify-self-end md:order-3">
            <OrderStatusBadge status={orderStatus} />
          </p>
        </li>
      ))}
    </ul>
  );
}
