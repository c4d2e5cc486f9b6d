"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ChosenPrice } from "#agents/pricing/pricing.contract.ts";
import { useTRPC } from "../api/api-provider.tsx";
import { AddToCart } from "../cart/add-to-cart.tsx";
import { useLive } from "../live/live-provider.tsx";
import { Notice } from "../ui/notice.tsx";
import { PriceExplained } from "./price-explained.tsx";
import { shownMoney } from "./shown.ts";

type Props = { productId: string; name: string; initial: ChosenPrice | null };

const wordsOf = (price: ChosenPrice | null) => (price ? shownMoney(price.price) : null);

/** What a product costs and the way into the cart; the price follows the shop while the page is open. */
export function LiveOffer({ productId, name, initial }: Props) {
  const price = useLivePrice(productId, initial);
  const said = useSaidWhenChanged(wordsOf(price));
  return (
    <>
      <p role="status" className="sr-only">
        {said}
      </p>
      {price === null ? (
        <Notice tone="hint">Not for sale yet: this has no price. It will have a button here as soon as it does.</Notice>
      ) : (
        <div className="flex flex-col gap-6">
          <PriceExplained price={price} />
          <AddToCart productId={productId} name={name} />
        </div>
      )}
    </>
  );
}

function useLivePrice(productId: string, initial: ChosenPrice | null): ChosenPrice | null {
  const api = useTRPC();
  const queryClient = useQueryClient();
  // forgotten with the page: the next visit brings a newer one along
  const options = api.pricing.getPrice.queryOptions({ productId }, { initialData: initial, gcTime: 0 });
  useLive(`price/${productId}`, () => void queryClient.invalidateQueries({ queryKey: options.queryKey }));
  return useQuery(options).data;
}

/** For those who do not see the price change. */
function useSaidWhenChanged(words: string | null): string {
  const [first] = useState(words);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (words !== first || said !== "")
      setSaid(words === null ? "This is not for sale any more." : `The price is now ${words}.`);
  }, [words, first, said]);
  return said;
}
