"use client";

import { useQuery } from "@tanstack/react-query";
import type { Cart } from "#agents/cart/cart.contract.ts";
import { useTRPC } from "../api/api-provider.tsx";

/** The shopper's cart: as the page brought it, then as it changes. */
export function useCart(initial: Cart | null): Cart | null {
  const api = useTRPC();
  return useQuery(api.cart.get.queryOptions(undefined, { initialData: initial })).data;
}
