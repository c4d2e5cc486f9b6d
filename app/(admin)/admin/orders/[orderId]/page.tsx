import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AdminAway } from "#components/admin/admin-away.tsx";
import { StaffOrder } from "#components/admin/orders/staff-order.tsx";
import { codeOf } from "#server/api/caller.ts";
import { readForStaff } from "../../../read-for-staff.ts";

type Props = { params: Promise<{ orderId: string }> };

export const metadata: Metadata = { title: "Order" };

async function readOrder(orderId: string) {
  try {
    return await readForStaff((api) => Promise.all([api.admin.orders.get({ orderId }), api.admin.me()]));
  } catch (error) {
    if (["NOT_FOUND", "BAD_REQUEST"].includes(codeOf(error) ?? "")) notFound();
    throw error;
  }
}

export default async function OrderPage({ params }: Props) {
  const { orderId } = await params;
  const read = await readOrder(orderId);
  if (!read.ok) return <AdminAway />;
  const [found, { mayWrite }] = read.value;
  return <StaffOrder found={found} mayWrite={mayWrite} />;
}
