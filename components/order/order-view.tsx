import type { ComponentProps } from "react";
import type { Order, OrderStatus } from "#agents/order/order.contract.ts";
import { shownMinute } from "../shop/shown.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { AddressBlock } from "./address-block.tsx";
import { OrderLines } from "./order-lines.tsx";
import { OrderStatusBadge } from "./order-status-badge.tsx";
import { OrderTimeline } from "./order-timeline.tsx";

const openings: Record<OrderStatus, { title: string; words: string }> = {
  new: { title: "Thank you, we have your order", words: "It is kept safe and will be packed next." },
  shipped: { title: "Your order is on its way", words: "It has left our granary." },
  cancelled: { title: "This order was cancelled", words: "Nothing of it will be sent." },
};

/** An order's page. */
export function OrderView({ order, timeline }: { order: Order; timeline: ComponentProps<typeof OrderTimeline> }) {
  const { title, words } = openings[order.orderStatus];
  return (
    <article className="mx-auto flex max-w-3xl flex-col gap-8">
      <header className="flex flex-col gap-4">
        <h1 className="text-4xl sm:text-5xl">{title}</h1>
        <p className="text-lg text-ink-soft">{words}</p>
        <dl className="flex flex-col gap-2 rounded-2xl border border-rule bg-shelf p-5 sm:grid sm:grid-cols-[max-content_minmax(0,1fr)] sm:items-center sm:gap-x-6">
          <dt className="text-ink-soft">Order number</dt>
          <dd className="figures font-medium break-all select-all" data-testid="order-number">
            {order.orderId}
          </dd>
          <dt className="text-ink-soft">Status</dt>
          <dd className="py-1">
            <OrderStatusBadge status={order.orderStatus} />
          </dd>
          <dt className="text-ink-soft">Placed</dt>
          <dd>
            <time dateTime={order.createdAt}>{shownMinute(order.createdAt)}</time>
          </dd>
          <dt className="text-ink-soft">E-mail</dt>
          <dd className="break-all">{order.email}</dd>
        </dl>
      </header>
      <OrderLines order={order} />
      <div className="grid gap-8 sm:grid-cols-2">
        <AddressBlock title="Billing address" address={order.billingAddress} />
        <AddressBlock title="Shipping address" address={order.shippingAddress ?? order.billingAddress} />
      </div>
      <OrderTimeline {...timeline} />
      <div className="flex flex-wrap gap-3 border-t border-rule pt-6">
        <LinkButton href="/" look="primary">
          Keep looking around
        </LinkButton>
        <LinkButton href="/orders">All your orders</LinkButton>
      </div>
    </article>
  );
}
