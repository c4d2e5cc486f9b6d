import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AdminAway } from "#components/admin/admin-away.tsx";
import { PageLinks } from "#components/admin/page-links.tsx";
import { askedIn, type ProductsAsked, productsAddress } from "#components/admin/products/product-address.ts";
import { ProductSearch } from "#components/admin/products/product-search.tsx";
import { ProductsTable } from "#components/admin/products/products-table.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { codeOf } from "#server/api/caller.ts";
import { readForStaff } from "../../read-for-staff.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Products" };

async function readProducts(asked: ProductsAsked) {
  try {
    return await readForStaff((api) => api.admin.products(asked));
  } catch (error) {
    // a page that no list has
    if (codeOf(error) === "BAD_REQUEST") notFound();
    throw error;
  }
}

export default async function ProductsPage({ searchParams }: Props) {
  // who asks is settled first: a stranger learns nothing from a wrong address
  const asked = askedIn(await searchParams);
  const member = await readForStaff((api) => api.admin.me());
  if (!member.ok) return <AdminAway />;
  if (asked === null) notFound();
  const found = await readProducts(asked);
  if (!found.ok) return <AdminAway />;
  const { products, total, pageSize, cursor, instead } = found.value;
  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-3xl">Products</h1>
      <ProductSearch asked={asked} />
      {instead && <Notice tone="hint">{insteadWords[instead]}</Notice>}
      {products.length === 0 ? (
        <p className="py-6 text-ink-soft">Nothing found. Every word must be somewhere in the product or its id.</p>
      ) : (
        <ProductsTable products={products} asked={asked} canSort={instead !== "table_away"} />
      )}
      {total === null ? (
        cursor !== null && (
          <LinkButton href={productsAddress({ after: cursor })} className="self-end">
            Next
          </LinkButton>
        )
      ) : (
        <PageLinks
          label="Pages of products"
          from={(asked.page - 1) * pageSize + 1}
          shown={products.length}
          total={total}
          newer={asked.page > 1 ? productsAddress({ ...asked, page: asked.page - 1 }) : null}
          older={asked.page * pageSize < total ? productsAddress({ ...asked, page: asked.page + 1 }) : null}
        />
      )}
    </div>
  );
}

const insteadWords = {
  too_many_to_price:
    "These are too many to sort by price: they are in the order of their names. Find fewer of them first.",
  table_away:
    "The list that can be searched and sorted does not answer just now. Here are the products in the order of their ids, with today's prices.",
};
