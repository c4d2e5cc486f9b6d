import { ShoppingBasket } from "lucide-react";

/** The basket with its count on the corner, so that the count moves nothing when it comes. */
export function CartIcon({ pieces }: { pieces: number }) {
  return (
    <span className="relative">
      <ShoppingBasket className="size-5" aria-hidden="true" />
      {pieces > 0 && (
        <span
          aria-hidden="true"
          className="figures absolute -top-3 left-3 min-w-5 rounded-full bg-grain px-1 text-center text-xs/5 font-bold text-on-grain"
        >
          {pieces > 999 ? "999+" : pieces}
        </span>
      )}
    </span>
  );
}
