import { notFound } from "next/navigation";
import { Recommended } from "#components/recommended/recommended.tsx";
import { CategoryLinks } from "#components/shop/category-links.tsx";
import { Featured } from "#components/shop/featured.tsx";
import { Hero } from "#components/shop/hero.tsx";
import { ProductGrid } from "#components/shop/product-grid.tsx";
import { ShopAway } from "#components/shop/shop-away.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { codeOf } from "#server/api/caller.ts";
import { readShop } from "../read-shop.ts";

type Props = { searchParams: Promise<{ after?: string | string[] }> };

const pageSize = 36;
const windowSize = 4;

async function readPage(after: string | string[] | undefined) {
  if (Array.isArray(after)) notFound();
  try {
    return await readShop((api) => api.product.list({ limit: pageSize, ...(after && { cursor: after }) }));
  } catch (error) {
    // a cursor that we never gave out
    if (codeOf(error) === "BAD_REQUEST") notFound();
    throw error;
  }
}

async function readPicked(after: string | string[] | undefined) {
  if (after) return null;
  const picked = await readShop((api) => api.assistant.get());
  return picked.ok && picked.value !== null && picked.value.items.length > 0 ? picked.value : null;
}

/** What staff have put into the window; a home page without it is still one. */
async function readFeatured(after: string | string[] | undefined) {
  if (after) return [];
  const found = await readShop((api) => api.search.featured({ limit: windowSize }));
  return found.ok ? (found.value ?? []) : [];
}

export default async function HomePage({ searchParams }: Props) {
  const { after } = await searchParams;
  const [page, picked, featured] = await Promise.all([readPage(after), readPicked(after), readFeatured(after)]);
  if (!page.ok) return <ShopAway />;
  const { products, cursor } = page.value;
  if (products.length === 0 && cursor === null) return after ? <EndOfCatalogue /> : <EmptyCatalogue />;
  return (
    <>
      {!after && <Hero />}
      {featured.length > 0 && <Featured products={featured} />}
      {picked && <Recommended initial={picked} className="mb-12 sm:mb-16" />}
      {!after && <CategoryLinks />}
      <section aria-labelledby="catalogue">
        <h2 id="catalogue" className="mb-5 text-2xl sm:text-3xl">
          {after ? "More from the catalogue" : "The catalogue"}
        </h2>
        <ProductGrid products={products} />
      </section>
      <nav aria-label="Pages of the catalogue" className="mt-10 flex flex-wrap justify-center gap-3">
        {after && <LinkButton href="/">Back to the first shelf</LinkButton>}
        {cursor !== null && (
          <LinkButton href={`/?after=${encodeURIComponent(cursor)}`} look="primary">
            Show more
          </LinkButton>
        )}
      </nav>
    </>
  );
}

function EmptyCatalogue() {
  return (
    <EmptyState title="The shelves are still empty">
      <p>Nothing is sold here yet. Come back soon: the first goods are on their way.</p>
    </EmptyState>
  );
}

function EndOfCatalogue() {
  return (
    <EmptyState title="That was everything" action={<LinkButton href="/">Back to the first shelf</LinkButton>}>
      <p>There is nothing more in the catalogue after this.</p>
    </EmptyState>
  );
}
