import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OrderView } from "#components/order/order-view.tsx";
import { ShopAway } from "#components/shop/shop-away.tsx";
import { codeOf } from "#server/api/caller.ts";
import { readShop } from "../../../read-shop.ts";

type Props = { params: Promise<{ orderId: string }> };

export const metadata: Metadata = { title: "Order", robots: { index: false } };

async function readOrder(orderId: string) {
  try {
    return await readShop((api) => api.order.get({ orderId }));
  } catch (error) {
    if (["NOT_FOUND", "BAD_REQUEST"].includes(codeOf(error) ?? "")) notFound();
    throw error;
  }
}

export default async function OrderPage({ params }: Props) {
  const order = await readOrder((await params).orderId);
  return order.ok ? <OrderView order={order.value} /> : <ShopAway />;
}
