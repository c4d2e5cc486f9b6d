"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "../api/api-provider.tsx";
import { faultWords } from "../api/fault-words.ts";
import { useIntentions } from "../api/use-intentions.ts";
import { readCartAgain } from "./read-cart-again.ts";
import { refusalWords } from "./refusal-words.ts";

/** Puts pieces of a product into the cart; `problem` says in words why it did not work. */
export function useAddItem(productId: string) {
  const api = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const intentions = useIntentions();
  const adding = useMutation(
    api.cart.addItem.mutationOptions({
      onSettled: () => readCartAgain(queryClient, api.cart.get.queryKey(), () => client.cart.get.query()),
    }),
  );

  const add = (quantity: number) => {
    if (adding.isPending) return;
    const intention = `add ${productId} ${quantity}`;
    const key = intentions().keyOf(intention);
    adding.mutate({ productId, quantity, key }, { onSuccess: () => intentions().answered(intention) });
  };
  const { data, error } = adding;
  const problem = error ? faultWords(error) : data && !data.ok ? refusalWords(data.error.code) : null;
  return { add, pending: adding.isPending, added: data?.ok ? adding.variables.quantity : null, problem };
}
