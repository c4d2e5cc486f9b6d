import type { ReactNode } from "react";
import { ShopFrame } from "#components/shop/shop-frame.tsx";
import { OwnCartLink } from "../own-cart-link.tsx";

export default function ShopLayout({ children }: { children: ReactNode }) {
  return <ShopFrame cartLink={<OwnCartLink />}>{children}</ShopFrame>;
}
