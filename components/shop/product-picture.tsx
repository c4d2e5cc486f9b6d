import type { Product } from "#agents/product/product.contract.ts";
import { classNames } from "../ui/class-names.ts";
import { categoryOf } from "./category.tsx";

type Props = { product: Pick<Product, "productId" | "name" | "tags">; className?: string; showCategory?: boolean };

const furrows = 4;

function furrowOf(id: string): number {
  return [...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % furrows;
}

/** What stands where a product's picture belongs. It says nothing that the words beside it do not say. */
export function ProductPicture({ product, className, showCategory = false }: Props) {
  const { id, label, Icon } = categoryOf(product.tags);
  const letter = /\p{L}/u.exec(product.name)?.[0].toUpperCase();
  return (
    <div
      aria-hidden="true"
      data-category={id}
      data-furrow={furrowOf(product.productId)}
      className={classNames("product-picture", className)}
    >
      <span className="product-picture__letter">{letter}</span>
      {showCategory && (
        <span className="absolute bottom-3 left-3 inline-flex items-center gap-1.5 rounded-full bg-shelf/90 py-1 pr-3 pl-2 text-[0.8125rem] leading-5 font-medium text-ink">
          <Icon className="size-4" />
          {label}
        </span>
      )}
    </div>
  );
}
