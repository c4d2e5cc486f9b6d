import Link from "next/link";
import type { ChosenPrice } from "#agents/pricing/pricing.contract.ts";
import type { Product } from "#agents/product/product.contract.ts";
import { AddOne } from "../cart/add-one.tsx";
import { categoryOf } from "./category.tsx";
import { PriceTag } from "./price-tag.tsx";
import { ProductPicture } from "./product-picture.tsx";

type Props = {
  product: Product;
  price: ChosenPrice | null;
  /** On the first screen. */
  early?: boolean;
};

/** A product on the shelf: the whole tile leads to its page, the round button puts one into the cart. */
export function ProductTile({ product, price, early = false }: Props) {
  return (
    <article className="group relative flex h-full flex-col overflow-hidden rounded-2xl border border-rule bg-shelf transition-shadow focus-within:border-rule-strong hover:shadow-[0_6px_24px_-8px_rgb(60_40_10/0.25)]">
      <div className="relative">
        <ProductPicture
          product={product}
          view="tile"
          early={early}
          showCategory
          className="aspect-[5/4] group-hover:[&_.product-picture__image]:scale-[1.04] group-hover:[&_.product-picture__letter]:scale-[1.04]"
        />
        {price?.kind === "sale" && (
          <span
            aria-hidden="true"
            className="absolute top-3 right-3 z-1 rounded-full bg-brick px-3 py-1 text-[0.8125rem] leading-5 font-semibold text-shelf"
          >
            Sale
          </span>
        )}
      </div>
      <div className="flex flex-1 flex-col gap-1 p-4">
        <p className="text-sm text-ink-soft">
          {product.brand}
          <span className="sr-only">, {categoryOf(product.tags).label}</span>
        </p>
        <h3 className="text-xl">
          <Link
            href={`/products/${product.productId}`}
            className="rounded-sm after:absolute after:inset-0 hover:underline hover:decoration-2 hover:underline-offset-4"
          >
            {product.name}
          </Link>
        </h3>
        <div className="mt-auto flex min-h-13 items-end justify-between gap-3 pt-2">
          {price ? (
            <>
              <PriceTag price={price} className="text-lg leading-11" />
              <AddOne productId={product.productId} name={product.name} />
            </>
          ) : (
            <p className="leading-11 text-ink-soft">Not for sale yet</p>
          )}
        </div>
      </div>
    </article>
  );
}
