import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LiveOrder } from "#components/order/live-order.tsx";
import { OrderView } from "#components/order/order-view.tsx";
import { Recommended } from "#components/recommended/recommended.tsx";
import { ShopAway } from "#components/shop/shop-away.tsx";
import { codeOf } from "#server/api/caller.ts";
import { readShop } from "../../../read-shop.ts";

type Props = { params: Promise<{ orderId: string }> };

export const metadata: Metadata = { title: "Order", robots: { index: false } };

async function readOrder(orderId: string) {
  try {
    return await readShop((api) => Promise.all([api.order.get({ orderId }), api.order.timeline({ orderId })]));
  } catch (error) {
    if (["NOT_FOUND", "BAD_REQUEST"].includes(codeOf(error) ?? "")) notFound();
    throw error;
  }
}

export default async function OrderPage({ params }: Props) {
  const { orderId } = await params;
  const [read, picked] = await Promise.all([readOrder(orderId), readShop((api) => api.assistant.get())]);
  if (!read.ok) return <ShopAway />;
  const [order, timeline] = read.value;
  const { orderStatus, createdAt } = order;
  return (
    <>
      <OrderView order={order} timeline={timeline} />
      <LiveOrder orderId={orderId} />
      {orderStatus === "new" && picked.ok && (
        <Recommended initial={picked.value} after={createdAt} className="mx-auto mt-12 max-w-3xl sm:mt-16" />
      )}
    </>
  );
}
