"use client";

import { Trash2 } from "lucide-react";
import Link from "next/link";
import type { Item } from "#agents/item.contract.ts";
import { totalOf } from "#lib/money.ts";
import { ProductPicture } from "../shop/product-picture.tsx";
import { shownMoney } from "../shop/shown.ts";
import { Button } from "../ui/button.tsx";
import { QuantityField } from "../ui/quantity-field.tsx";

type Props = { item: Item; onQuantity: (quantity: number) => void; onRemove: () => void };

/** A line that can be bought. */
export function CartLine({ item, onQuantity, onRemove }: Props) {
  const { productId, productName, productBrand, price, quantity } = item;
  return (
    <li className="flex flex-col gap-3 py-5 @lg:flex-row @lg:items-center @lg:gap-6">
      <div className="flex min-w-0 flex-1 items-center gap-4">
        <ProductPicture
          product={{ productId, name: productName }}
          view="thumbnail"
          className="size-20 shrink-0 rounded-xl"
        />
        <div className="min-w-0">
          <h2 className="text-xl">
            <Link
              href={`/products/${productId}`}
              className="hover:underline hover:decoration-2 hover:underline-offset-4"
            >
              {productName}
            </Link>
          </h2>
          <p className="text-sm text-ink-soft">{productBrand}</p>
          <p className="figures text-sm text-ink-soft">{shownMoney(price)} each</p>
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <div className="flex items-center gap-1">
          <QuantityField label={productName} value={quantity} onChange={onQuantity} />
          <Button look="icon" onClick={onRemove} aria-label={`Remove ${productName}`}>
            <Trash2 className="size-5" aria-hidden="true" />
          </Button>
        </div>
        <p className="figures ml-auto min-w-24 text-right text-lg font-semibold">
          {shownMoney(totalOf([item], price.currency))}
        </p>
      </div>
    </li>
  );
}
