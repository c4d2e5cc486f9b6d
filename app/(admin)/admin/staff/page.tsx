import type { Metadata } from "next";
import { AdminAway } from "#components/admin/admin-away.tsx";
import { StaffView } from "#components/admin/staff/staff-view.tsx";
import { readForStaff } from "../../read-for-staff.ts";

export const metadata: Metadata = { title: "Staff" };

/** For admins; to everybody else, staff too, there is no such page. */
export default async function StaffPage() {
  const read = await readForStaff((api) => Promise.all([api.staff.list(), api.account.get()]));
  if (!read.ok) return <AdminAway />;
  const [members, account] = read.value;
  return <StaffView members={members} ownEmail={account?.email ?? null} />;
}
