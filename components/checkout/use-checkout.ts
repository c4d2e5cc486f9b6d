"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "../api/api-provider.tsx";
import { faultWords } from "../api/fault-words.ts";
import { useIntentions } from "../api/use-intentions.ts";
import { useLive } from "../live/live-provider.tsx";
import { changesBetween, type LineChange } from "./line-changes.ts";
import { type Placed, placeOrder, type Seen } from "./place-order.ts";
import type { FieldErrors } from "./typed-form.ts";

type Problem = { words: string; toCart: boolean };

/**
 * One checkout: what the shopper sees, what is wrong with it, and placing the order once. `now` is what the cart has come
 * to hold; bought is only what the shopper was asked for, so that a click never meets a price that came under it.
 */
export function useCheckout(initial: Seen) {
  const api = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const router = useRouter();
  const intentions = useIntentions();
  const [seen, setSeen] = useState(initial);
  const [now, setNow] = useState(initial);
  const [changes, setChanges] = useState<LineChange[]>([]);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, setPending] = useState(false);
  // a second click comes before React has painted the first
  const under = useRef(false);
  const looks = useRef(0);

  useLive("cart", () => {
    looks.current += 1;
    const look = looks.current;
    const show = (cart: Seen | null) => {
      // an older look must not replace a newer one, and an order that was placed elsewhere leaves its lines readable
      if (look === looks.current && !under.current && cart && cart.items.length > 0) setNow(cart);
    };
    void client.cart.get.query().then(show, () => undefined);
  });

  const show = (placed: Placed): void => {
    if (placed.kind === "not_valid") setErrors(placed.errors);
    if (placed.kind === "refused") setProblem(placed);
    if (placed.kind !== "changed") return;
    setChanges(changesBetween(seen.items, placed.seen.items));
    setSeen(placed.seen);
    setNow(placed.seen);
  };

  const place = async (form: FormData): Promise<void> => {
    if (under.current) return;
    under.current = true;
    setPending(true);
    setErrors({});
    setProblem(null);
    setChanges([]);
    try {
      const placed = await placeOrder({ client, intentions: intentions(), form, quote: seen.quote });
      await queryClient.invalidateQueries(api.cart.get.queryFilter());
      // it stays under way until the order's page is there
      if (placed.kind === "placed") return router.push(`/orders/${placed.orderId}`);
      show(placed);
    } catch (error) {
      setProblem({ words: faultWords(error), toCart: false });
    }
    under.current = false;
    setPending(false);
  };

  const forgive = (name: string) => setErrors(({ [name]: _, ...rest }) => rest);
  return { seen, now, changes, errors, problem, pending, place, forgive };
}
