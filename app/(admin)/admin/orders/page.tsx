import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { type OrdersAsked, ordersAddress, ordersAskedIn } from "#components/admin/orders/order-address.ts";
import { OrderSearch } from "#components/admin/orders/order-search.tsx";
import { OrdersAway } from "#components/admin/orders/orders-away.tsx";
import { OrdersTable } from "#components/admin/orders/orders-table.tsx";
import { StatusLinks } from "#components/admin/orders/status-links.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { codeOf } from "#server/api/caller.ts";
import { readForStaff } from "../../read-for-staff.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Orders" };

async function readOrders({ status, text, after }: OrdersAsked) {
  try {
    return await readForStaff((api) =>
      api.admin.orders.list({ text, ...(status && { status }), ...(after && { cursor: after }) }),
    );
  } catch (error) {
    // a place that no list gave out
    if (codeOf(error) === "BAD_REQUEST") notFound();
    throw error;
  }
}

export default async function OrdersPage({ searchParams }: Props) {
  const parameters = await searchParams;
  const { number } = parameters;
  const asked = ordersAskedIn(parameters);
  const member = await readForStaff((api) => api.admin.me());
  if (asked === null || Array.isArray(number)) notFound();
  if (number?.trim()) redirect(`/admin/orders/${encodeURIComponent(number.trim())}`);
  const found = member.ok ? await readOrders(asked) : member;
  if (!found.ok) return <OrdersAway />;
  const { orders, counts, cursor } = found.value;
  const { after, ...newest } = asked;
  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-3xl">Orders</h1>
      <OrderSearch asked={asked} />
      <StatusLinks asked={asked} counts={counts} />
      {orders.length === 0 ? (
        <p className="py-6 text-ink-soft">{asked.text === "" ? "There are none." : "Nothing found."}</p>
      ) : (
        <OrdersTable orders={orders} />
      )}
      <nav aria-label="Pages of orders" className="flex flex-wrap justify-end gap-3">
        {after !== undefined && <LinkButton href={ordersAddress(newest)}>Back to the newest</LinkButton>}
        {cursor !== null && <LinkButton href={ordersAddress({ ...newest, after: cursor })}>Older ones</LinkButton>}
      </nav>
    </div>
  );
}
