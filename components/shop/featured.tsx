import type { ComponentProps } from "react";
import { ProductGrid } from "./product-grid.tsx";

/** The shop's front window. */
export function Featured({ products }: ComponentProps<typeof ProductGrid>) {
  return (
    <section aria-labelledby="featured" className="mb-12 sm:mb-16">
      <h2 id="featured" className="mb-5 text-2xl sm:text-3xl">
        In the window
      </h2>
      <ProductGrid products={products} />
    </section>
  );
}
