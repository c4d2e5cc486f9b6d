import type { inferRouterOutputs } from "@trpc/server";
import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { AppRouter } from "#server/api/root.ts";
import { PriceTag } from "../../shop/price-tag.tsx";
import { shownMinute } from "../../shop/shown.ts";
import { classNames } from "../../ui/class-names.ts";
import { ScrollRegion } from "../scroll-region.tsx";
import { type ProductOrder, type ProductsAsked, productsAddress } from "./product-address.ts";

type Found = inferRouterOutputs<AppRouter>["admin"]["products"];
type Props = { products: Found["products"]; asked: ProductsAsked; canSort: boolean };

const columns: { order: ProductOrder; name: string; className: string }[] = [
  { order: "name", name: "Product", className: "min-w-48" },
  { order: "brand", name: "Brand", className: "min-w-32 max-md:hidden" },
  { order: "price", name: "Price today", className: "min-w-28" },
  { order: "updated", name: "Changed", className: "min-w-52 max-lg:hidden" },
];

/** The found products, one a row. The heads of the columns are links that sort. */
export function ProductsTable({ products, asked, canSort }: Props) {
  return (
    <ScrollRegion label="Products">
      <table className="w-full text-left text-[0.9375rem]">
        <thead className="border-b border-rule text-sm">
          <tr>
            {columns.map(({ order, name, className }) => (
              <th
                key={order}
                scope="col"
                aria-sort={
                  canSort && asked.order === order ? (asked.descending ? "descending" : "ascending") : undefined
                }
                className={classNames("px-3 font-medium", className)}
              >
                {canSort ? <SortLink order={order} name={name} asked={asked} /> : <span className="py-3">{name}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-rule">
          {products.map(({ productId, name, brand, price, updatedAt }) => (
            <tr key={productId} className="hover:bg-sunken">
              <th scope="row" className="px-3 font-normal">
                <Link
                  href={`/admin/products/${productId}`}
                  prefetch={false}
                  className="flex min-h-11 flex-col justify-center py-1.5"
                >
                  <span className="link font-medium">{name}</span>
                  <span className="text-sm text-ink-soft">
                    {productId}
                    <span className="md:hidden"> · {brand}</span>
                  </span>
                </Link>
              </th>
              <td className="px-3 max-md:hidden">{brand}</td>
              <td className="px-3">
                {price ? <PriceTag price={price} /> : <span className="text-ink-soft">No price</span>}
              </td>
              <td className="figures px-3 text-sm text-ink-soft max-lg:hidden">{shownMinute(updatedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function SortLink({ order, name, asked }: { order: ProductOrder; name: string; asked: ProductsAsked }) {
  const isHere = asked.order === order;
  const Arrow = asked.descending ? ArrowDown : ArrowUp;
  return (
    <Link
      href={productsAddress({ words: asked.words, order, descending: isHere && !asked.descending })}
      prefetch={false}
      className={classNames("inline-flex min-h-11 items-center gap-1.5", isHere ? "font-semibold" : "text-ink-soft")}
    >
      {name}
      {isHere && <Arrow className="size-4" aria-hidden="true" />}
    </Link>
  );
}
