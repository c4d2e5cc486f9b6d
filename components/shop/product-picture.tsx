import type { Product } from "#agents/product/product.contract.ts";
import { classNames } from "../ui/class-names.ts";
import { categoryOf } from "./category.tsx";
import { PictureImage, type PictureView } from "./picture-image.tsx";

type Props = {
  product: Pick<Product, "productId" | "name"> & Partial<Pick<Product, "tags">>;
  view: PictureView;
  /** On the first screen: fetched at once, not when it is scrolled to. */
  early?: boolean;
  className?: string;
  showCategory?: boolean;
};

const furrows = 4;

function furrowOf(id: string): number {
  return [...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % furrows;
}

/** The slot of a product's picture. Where there is none, a label in the tone of its category stands for it. */
export function ProductPicture({ product, view, early = false, className, showCategory = false }: Props) {
  const { productId, name, tags = [] } = product;
  const { id, label, Icon } = categoryOf(tags);
  const letter = /\p{L}/u.exec(name)?.[0].toUpperCase();
  return (
    <div data-category={id} data-furrow={furrowOf(productId)} className={classNames("product-picture", className)}>
      <PictureImage productId={productId} view={view} early={early}>
        <span aria-hidden="true" className="product-picture__letter">
          {letter}
        </span>
      </PictureImage>
      {showCategory && (
        <span
          aria-hidden="true"
          className="absolute top-3 left-3 z-1 inline-flex items-center gap-1.5 rounded-full bg-shelf/90 py-1 pr-3 pl-2 text-[0.8125rem] leading-5 font-medium text-ink"
        >
          <Icon className="size-4" />
          {label}
        </span>
      )}
    </div>
  );
}
