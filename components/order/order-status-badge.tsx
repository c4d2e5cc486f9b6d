import type { OrderStatus } from "#agents/order/order.contract.ts";
import { classNames } from "../ui/class-names.ts";

const looks: Record<OrderStatus, { words: string; look: string }> = {
  new: { words: "New", look: "bg-amber-wash" },
  shipped: { words: "Shipped", look: "bg-leaf-wash" },
  cancelled: { words: "Cancelled", look: "bg-brick-wash" },
};

export function OrderStatusBadge({ status }: { status: OrderStatus }) {
  const { words, look } = looks[status];
  return <span className={classNames("rounded-full px-3 py-1 text-sm font-semibold text-ink", look)}>{words}</span>;
}
