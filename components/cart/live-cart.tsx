"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTRPC } from "../api/api-provider.tsx";
import { useLive } from "../live/live-provider.tsx";

const untilQuiet = 300;

/** Reads the cart again when it or a price in it has changed elsewhere; once a page, whoever shows it. */
export function LiveCart() {
  const api = useTRPC();
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // without a cart there is nobody to follow as; another tab may tell of the first change
  const { data: cart } = useQuery(api.cart.get.queryOptions(undefined, { enabled: false }));

  const readAgain = () => {
    clearTimeout(timer.current);
    // what the shopper is changing right now is shown as they wish it
    if (queryClient.isMutating() > 0) timer.current = setTimeout(readAgain, untilQuiet);
    else void queryClient.invalidateQueries(api.cart.get.queryFilter());
  };
  useLive("cart", readAgain, cart !== null && cart !== undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return null;
}
