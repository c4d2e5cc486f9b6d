"use client";

import { useRouter } from "next/navigation";
import { useLive } from "../live/live-provider.tsx";

/** Renders the order's page anew when the order has changed. */
export function LiveOrder({ orderId }: { orderId: string }) {
  const router = useRouter();
  useLive(`order/${orderId}`, () => router.refresh());
  return null;
}
