import Link from "next/link";
import type { ReactNode } from "react";
import type { Product } from "#agents/product/product.contract.ts";
import { featuredTag } from "#lib/featured.ts";
import { fieldQuery, searchAddress } from "../search/search-address.ts";
import { categoryOf } from "./category.tsx";

/** What a product is, with its offer between the words. */
export function ProductDetails({ product, children }: { product: Product; children: ReactNode }) {
  const { id, label, Icon } = categoryOf(product.tags);
  const tags = product.tags.filter((tag) => tag !== featuredTag);
  return (
    <div className="flex flex-col gap-6">
      <header className="flex flex-col gap-3">
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-soft">
          <span className="inline-flex items-center gap-1.5">
            <Icon className="size-4" aria-hidden="true" />
            {product.tags.includes(id) ? (
              <Link href={searchAddress(fieldQuery("tag", id))} className="link inline-flex min-h-11 items-center">
                {label}
              </Link>
            ) : (
              label
            )}
          </span>
          <span>
            by{" "}
            <Link
              href={searchAddress(fieldQuery("brand", product.brand))}
              className="link inline-flex min-h-11 min-w-11 items-center"
            >
              {product.brand}
            </Link>
          </span>
        </p>
        <h1 className="text-4xl sm:text-5xl">{product.name}</h1>
      </header>
      {children}
      <div className="border-t border-rule pt-6">
        <h2 className="sr-only">Description</h2>
        <p className="max-w-prose text-lg leading-relaxed text-pretty">{product.description}</p>
      </div>
      {tags.length > 0 && (
        <div>
          <h2 className="sr-only">Tags</h2>
          <ul className="flex flex-wrap gap-2 text-sm text-ink-soft">
            {tags.map((tag) => (
              <li key={tag}>
                <Link
                  href={searchAddress(fieldQuery("tag", tag))}
                  className="inline-flex min-h-11 min-w-11 items-center justify-center rounded-full border border-rule px-4 hover:bg-sunken hover:text-ink"
                >
                  {tag}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
