"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTRPC, useTRPCClient } from "../api/api-provider.tsx";
import { faultWords } from "../api/fault-words.ts";
import { withQuantity } from "./changed-cart.ts";
import { refusalWords } from "./refusal-words.ts";

/** Changes of the cart's lines, shown at once; once the last one is answered the shop's own cart is shown again. */
export function useCartChanges() {
  const api = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  // the newest wish for each line; null takes it out
  const wishes = useRef(new Map<string, number | null>());

  const changing = useMutation({
    mutationFn: async (productId: string) => {
      const quantity = wishes.current.get(productId);
      // an earlier change has already sent the newest wish
      if (quantity === undefined) return null;
      wishes.current.delete(productId);
      const answer =
        quantity === null
          ? await client.cart.removeItem.mutate({ productId })
          : await client.cart.setQuantity.mutate({ productId, quantity });
      return answer.ok || quantity === null ? null : refusalWords(answer.error.code);
    },
    onSettled: () =>
      queryClient.isMutating() === 1 ? queryClient.invalidateQueries(api.cart.get.queryFilter()) : undefined,
  });

  const change = (productId: string, quantity: number | null) => {
    wishes.current.set(productId, quantity);
    void queryClient.cancelQueries(api.cart.get.queryFilter());
    queryClient.setQueryData(api.cart.get.queryKey(), (cart) => cart && withQuantity(cart, productId, quantity));
    changing.mutate(productId);
  };

  return {
    setQuantity: (productId: string, quantity: number) => change(productId, quantity),
    remove: (productId: string) => change(productId, null),
    pending: changing.isPending,
    problem: changing.error ? faultWords(changing.error) : (changing.data ?? null),
  };
}
