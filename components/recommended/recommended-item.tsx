import Link from "next/link";
import { AddOne } from "../cart/add-one.tsx";
import { PriceTag } from "../shop/price-tag.tsx";
import { ProductPicture } from "../shop/product-picture.tsx";
import type { Picked } from "./recommended-words.ts";

/** A recommended product and why it is. */
export function RecommendedItem({ item }: { item: NonNullable<Picked>["items"][number] }) {
  const { product, price, reason } = item;
  return (
    <article className="relative flex h-full min-h-48 md:min-h-44 overflow-hidden rounded-2xl border border-rule bg-shelf focus-within:border-rule-strong hover:shadow-[0_6px_24px_-8px_rgb(60_40_10/0.25)]">
      <ProductPicture
        product={product}
        view="card"
        className="mt-4 ml-4 size-20 shrink-0 rounded-xl sm:m-0 sm:size-auto sm:w-36 sm:rounded-none"
      />
      <div className="flex min-w-0 flex-1 flex-col gap-1 p-4">
        <h3 className="text-lg">
          <Link
            href={`/products/${product.productId}`}
            className="rounded-sm after:absolute after:inset-0 hover:underline hover:decoration-2 hover:underline-offset-4"
          >
            {product.name}
          </Link>
        </h3>
        <p className="text-sm text-pretty text-ink-soft">{reason}</p>
        {price && (
          <div className="mt-auto flex items-end justify-between gap-3 pt-2">
            <PriceTag price={price} className="leading-11" />
            <AddOne productId={product.productId} name={product.name} />
          </div>
        )}
      </div>
    </article>
  );
}
