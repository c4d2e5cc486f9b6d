"use client";

import { ShopError } from "#components/shop/shop-error.tsx";

export default function PageError({ retry }: { error: unknown; retry: () => void }) {
  return <ShopError retry={retry} />;
}
