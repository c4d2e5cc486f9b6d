import type { ChosenPrice } from "#agents/pricing/pricing.contract.ts";
import type { Product } from "#agents/product/product.contract.ts";
import { ProductTile } from "./product-tile.tsx";

type Props = { products: readonly { product: Product; price: ChosenPrice | null }[] };

// as many as stand beside each other on a wide screen
const firstRow = 4;

/** Products on shelves, as many beside each other as there is room for. */
export function ProductGrid({ products }: Props) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,15.5rem),1fr))] gap-4 sm:gap-6">
      {products.map(({ product, price }, place) => (
        <li key={product.productId}>
          <ProductTile product={product} price={price} early={place < firstRow} />
        </li>
      ))}
    </ul>
  );
}
