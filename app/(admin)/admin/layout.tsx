import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AdminAway } from "#components/admin/admin-away.tsx";
import { AdminFrame } from "#components/admin/admin-frame.tsx";
import { readForStaff } from "../read-for-staff.ts";

export const metadata: Metadata = {
  title: { default: "Dashboard", template: "%s · Granary dashboard" },
  robots: { index: false },
};

// awaited before anything streams, so that a shopper's answer is a 404
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const member = await readForStaff((api) => api.admin.me());
  return <AdminFrame member={member.ok ? member.value : null}>{member.ok ? children : <AdminAway />}</AdminFrame>;
}
