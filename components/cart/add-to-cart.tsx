"use client";

import { ShoppingBasket } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { shownPieces } from "../shop/shown.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { QuantityField } from "../ui/quantity-field.tsx";
import { useAddItem } from "./use-add-item.ts";

/** Quantity and button of a product's page, and below them what came of it. */
export function AddToCart({ productId, name }: { productId: string; name: string }) {
  const [quantity, setQuantity] = useState(1);
  const { add, pending, added, problem } = useAddItem(productId);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-3">
        <QuantityField label={name} value={quantity} onChange={setQuantity} />
        <Button look="primary" pending={pending} onClick={() => add(quantity)} className="grow sm:max-w-72">
          <ShoppingBasket className="size-5" aria-hidden="true" />
          {pending ? "Adding …" : "Add to cart"}
        </Button>
      </div>
      <div role="status" className="min-h-13">
        {problem && !pending && <Notice tone="wrong">{problem}</Notice>}
        {added !== null && !pending && (
          <Notice tone="good">
            {shownPieces(added)} put into your cart.{" "}
            <Link href="/cart" className="link font-medium">
              Go to the cart
            </Link>
          </Notice>
        )}
      </div>
      <noscript>
        <p className="text-sm text-ink-soft">Buying needs JavaScript; reading does not.</p>
      </noscript>
    </div>
  );
}
