import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { foundWords } from "#components/search/found-words.ts";
import { searchAddress } from "#components/search/search-address.ts";
import { SearchField } from "#components/search/search-field.tsx";
import { SearchHints } from "#components/search/search-hints.tsx";
import { ProductGrid } from "#components/shop/product-grid.tsx";
import { ShopAway } from "#components/shop/shop-away.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { codeOf } from "#server/api/caller.ts";
import { readShop } from "../../read-shop.ts";

type Asked = { q?: string | string[]; after?: string | string[] };
type Props = { searchParams: Promise<Asked> };

const pageSize = 36;

async function askedIn(searchParams: Promise<Asked>) {
  const { q = "", after } = await searchParams;
  if (Array.isArray(q) || Array.isArray(after)) notFound();
  return { query: q.trim(), after: after || undefined };
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { query } = await askedIn(searchParams);
  return { title: query === "" ? "Search" : `Search: ${query}`, robots: { index: false } };
}

async function readFound(query: string, cursor: string | undefined) {
  try {
    const asked = { query, sort: "relevance" as const, limit: pageSize, ...(cursor && { cursor }) };
    return await readShop((api) => api.search.products(asked));
  } catch (error) {
    // a cursor that we never gave out, or more than the field takes
    if (codeOf(error) === "BAD_REQUEST") notFound();
    throw error;
  }
}

export default async function SearchPage({ searchParams }: Props) {
  const { query, after } = await askedIn(searchParams);
  const page = query === "" ? null : await readFound(query, after);
  if (page?.ok === false) return <ShopAway />;
  return (
    <div className="flex flex-col gap-8">
      <h1 className="text-4xl sm:text-5xl">Search</h1>
      <SearchField label="What are you looking for?" query={query} className="w-full max-w-2xl" />
      {page === null ? <SearchHints /> : <Answer query={query} after={after} page={page.value} />}
    </div>
  );
}

type Page = Extract<Awaited<ReturnType<typeof readFound>>, { ok: true }>["value"];

function Answer({ query, after, page }: { query: string; after: string | undefined; page: Page }) {
  const { products, cursor } = page;
  const later = after !== undefined;
  if (products.length === 0 && cursor === null) return later ? <EndOfAnswer query={query} /> : <NothingFound />;
  return (
    <>
      <section aria-labelledby="found">
        <h2 id="found" className="mb-5 text-2xl sm:text-3xl">
          {foundWords({ count: products.length, later, more: cursor !== null })}
        </h2>
        <ProductGrid products={products} />
      </section>
      <nav aria-label="Pages of the answer" className="flex flex-wrap justify-center gap-3">
        {later && <LinkButton href={searchAddress(query)}>Back to the first ones</LinkButton>}
        {cursor !== null && (
          <LinkButton href={searchAddress(query, cursor)} look="primary">
            Show more
          </LinkButton>
        )}
      </nav>
    </>
  );
}

function NothingFound() {
  return (
    <>
      <div>
        <h2 className="mb-2 text-2xl sm:text-3xl">Nothing found</h2>
        <p className="max-w-prose text-lg text-pretty text-ink-soft">
          Every word must be somewhere in the product. Try fewer of them, or a part of one.
        </p>
      </div>
      <SearchHints />
    </>
  );
}

function EndOfAnswer({ query }: { query: string }) {
  return (
    <div className="flex flex-col items-start gap-4">
      <h2 className="text-2xl sm:text-3xl">That was everything</h2>
      <LinkButton href={searchAddress(query)}>Back to the first ones</LinkButton>
    </div>
  );
}
