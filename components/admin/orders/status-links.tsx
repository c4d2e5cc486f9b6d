import Link from "next/link";
import type { OrderStatus } from "#agents/order/order.contract.ts";
import { classNames } from "../../ui/class-names.ts";
import { type OrdersAsked, orderStatuses, ordersAddress } from "./order-address.ts";

const names: Record<OrderStatus, string> = { new: "New", shipped: "Shipped", cancelled: "Cancelled" };

type Props = { asked: OrdersAsked; counts: Record<OrderStatus, number> };

/** The ways to the orders of each status, with how many there are. */
export function StatusLinks({ asked: { status: here, text }, counts }: Props) {
  const all = orderStatuses.reduce((sum, status) => sum + counts[status], 0);
  const links = [
    { status: undefined, name: "All", count: all },
    ...orderStatuses.map((status) => ({ status, name: names[status], count: counts[status] })),
  ];
  return (
    <nav aria-label="Orders by status">
      <ul className="-mx-1 flex flex-wrap gap-1">
        {links.map(({ status, name, count }) => (
          <li key={name}>
            <Link
              href={ordersAddress({ text, ...(status && { status }) })}
              prefetch={false}
              aria-current={status === here ? "page" : undefined}
              className={classNames(
                "flex min-h-11 items-center gap-2 rounded-lg border px-3 text-[0.9375rem]",
                status === here ? "border-rule-strong bg-shelf font-semibold" : "border-transparent hover:bg-sunken",
              )}
            >
              {name} <span className="figures text-sm text-ink-soft">{count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
