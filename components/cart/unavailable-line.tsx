"use client";

import type { UnavailableItem } from "#agents/cart/cart.contract.ts";
import { shownPieces } from "../shop/shown.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";

const reasons: Record<UnavailableItem["reason"], string> = {
  product_not_found: "We no longer sell this. Remove it to order the rest.",
  pricing_not_found: "This has no price right now. Remove it to order the rest, or wait until it has one.",
};

/** A line that cannot be bought now, and what to do about it. */
export function UnavailableLine({ item, onRemove }: { item: UnavailableItem; onRemove: () => void }) {
  return (
    <li className="flex flex-col gap-3 py-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-xl text-ink-soft">{item.productName}</h2>
          <p className="text-sm text-ink-soft">
            {item.productBrand} · {shownPieces(item.quantity)} · not in the total
          </p>
        </div>
        <Button onClick={onRemove} aria-label={`Remove ${item.productName}`}>
          Remove
        </Button>
      </div>
      <Notice tone="hint">{reasons[item.reason]}</Notice>
    </li>
  );
}
