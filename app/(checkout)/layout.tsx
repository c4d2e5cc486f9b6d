import type { ReactNode } from "react";
import { CheckoutFrame } from "#components/checkout/checkout-frame.tsx";

export default function CheckoutLayout({ children }: { children: ReactNode }) {
  return <CheckoutFrame>{children}</CheckoutFrame>;
}
