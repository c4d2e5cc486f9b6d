import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import type { AppRouter } from "#server/api/root.ts";
import { AddressBlock } from "../../order/address-block.tsx";
import { OrderLines } from "../../order/order-lines.tsx";
import { OrderStatusBadge } from "../../order/order-status-badge.tsx";
import { shownMinute } from "../../shop/shown.ts";
import { BackLink } from "../back-link.tsx";
import { Fact, Facts } from "../facts.tsx";
import { OrderActions } from "./order-actions.tsx";
import { ordersAddress } from "./order-address.ts";
import { OrderTimeline } from "./order-timeline.tsx";

type Props = { found: inferRouterOutputs<AppRouter>["admin"]["orders"]["get"]; mayWrite: boolean };

/** An order as those see it who send it. */
export function StaffOrder({ found: { order, timeline }, mayWrite }: Props) {
  const { orderId, orderStatus, createdAt, email, userId, currency, region } = order;
  return (
    <article className="flex flex-col gap-6">
      <header className="flex flex-col gap-3">
        <BackLink href="/admin/orders">All orders</BackLink>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="text-3xl">Order</h1>
          <OrderStatusBadge status={orderStatus} />
        </div>
        <p className="figures break-all text-ink-soft select-all">{orderId}</p>
      </header>
      {mayWrite ? (
        <OrderActions orderId={orderId} status={orderStatus} />
      ) : (
        <p className="text-ink-soft">Your role may look at orders and not change them.</p>
      )}
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-12">
        <div className="flex flex-col gap-6">
          <OrderLines order={order} />
          <OrderTimeline timeline={timeline} />
        </div>
        <div className="flex flex-col gap-6">
          <Facts>
            <Fact name="Placed">{shownMinute(createdAt)}</Fact>
            <Fact name="E-mail">{email ?? "None"}</Fact>
            <Fact name="Shopper">
              <Link href={ordersAddress({ text: userId })} prefetch={false} className="link">
                {userId}
              </Link>
            </Fact>
            <Fact name="Market">
              {currency}, {region}
            </Fact>
          </Facts>
          <AddressBlock title="Billing address" address={order.billingAddress} />
          <AddressBlock title="Shipping address" address={order.shippingAddress ?? order.billingAddress} />
        </div>
      </div>
    </article>
  );
}
