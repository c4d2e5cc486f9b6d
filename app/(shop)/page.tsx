import { notFound } from "next/navigation";
import { Hero } from "#components/shop/hero.tsx";
import { ProductTile } from "#components/shop/product-tile.tsx";
import { ShopAway } from "#components/shop/shop-away.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { codeOf } from "#server/api/caller.ts";
import { readShop } from "../read-shop.ts";

type Props = { searchParams: Promise<{ after?: string | string[] }> };

const pageSize = 36;

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

export default async function HomePage({ searchParams }: Props) {
  const { after } = await searchParams;
  const page = await readPage(after);
  if (!page.ok) return <ShopAway />;
  const { products, cursor } = page.value;
  if (products.length === 0 && cursor === null) return after ? <EndOfCatalogue /> : <EmptyCatalogue />;
  return (
    <>
      {!after && <Hero />}
      <section aria-labelledby="catalogue">
        <h2 id="catalogue" className="mb-5 text-2xl sm:text-3xl">
          {after ? "More from the catalogue" : "The catalogue"}
        </h2>
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,15.5rem),1fr))] gap-4 sm:gap-6">
          {products.map(({ product, price }) => (
            <li key={product.productId}>
              <ProductTile product={product} price={price} />
            </li>
          ))}
        </ul>
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
