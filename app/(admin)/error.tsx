"use client";

import { AdminError } from "#components/admin/admin-error.tsx";

export default function AdminPageError({ retry }: { error: unknown; retry: () => void }) {
  return <AdminError retry={retry} />;
}
