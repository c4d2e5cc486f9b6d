import type { ChosenPrice } from "#agents/pricing/pricing.contract.ts";
import type { Product } from "#agents/product/product.contract.ts";
import { ProductTile } from "./product-tile.tsx";

type Props = { products: readonly { product: Product; price: ChosenPrice | null }[] };

/** Products on shelves, as many beside each other as there is room for. */
export function ProductGrid({ products }: Props) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,15.5rem),1fr))] gap-4 sm:gap-6">
      {products.map(({ product, price }) => (
        <li key={product.productId}>
          <ProductTile product={product} price={price} />
        </li>
      ))}
    </ul>
  );
}
