import { redirect } from "next/navigation";
import { AdminAway } from "#components/admin/admin-away.tsx";
import { readForStaff } from "../read-for-staff.ts";

export default async function AdminPage() {
  const member = await readForStaff((api) => api.admin.me());
  if (!member.ok) return <AdminAway />;
  redirect("/admin/products");
}
