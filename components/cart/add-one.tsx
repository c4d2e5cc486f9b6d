"use client";

import { Check, Plus } from "lucide-react";
import { useHydrated } from "../ui/use-hydrated.ts";
import { useAddItem } from "./use-add-item.ts";

/** The round button of a tile. */
export function AddOne({ productId, name }: { productId: string; name: string }) {
  const hydrated = useHydrated();
  const { add, pending, added, problem } = useAddItem(productId);
  return (
    <>
      <button
        type="button"
        disabled={!hydrated || pending}
        aria-busy={pending || undefined}
        aria-label={`Add ${name} to the cart`}
        onClick={() => add(1)}
        className="relative grid size-11 shrink-0 cursor-pointer place-items-center rounded-full bg-grain text-on-grain hover:bg-grain-hover disabled:cursor-default aria-busy:animate-pulse"
      >
        {added ? <Check className="size-5" aria-hidden="true" /> : <Plus className="size-5" aria-hidden="true" />}
      </button>
      <span role="status" className={problem ? "absolute inset-x-0 bottom-0 bg-brick-wash p-3 text-sm" : "sr-only"}>
        {problem ?? (added && !pending ? `${name} is in your cart.` : "")}
      </span>
    </>
  );
}
