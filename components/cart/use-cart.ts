"use client";

import { useQuery } from "@tanstack/react-query";
import type { Cart } from "#agents/cart/cart.contract.ts";
import { useTRPC } from "../api/api-provider.tsx";
import { useHydrated } from "../ui/use-hydrated.ts";

/** The shopper's cart: as the page brought it, then as it changes. */
export function useCart(initial: Cart | null): Cart | null {
  const api = useTRPC();
  // a streamed part may come alive after another has changed the cart: it begins as the server wrote it
  const hydrated = useHydrated();
  const { data } = useQuery(api.cart.get.queryOptions(undefined, { initialData: initial }));
  return hydrated ? data : initial;
}
