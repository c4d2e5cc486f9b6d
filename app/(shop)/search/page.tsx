import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { type Asked, readAsked } from "#components/search/asked.ts";
import { Facets } from "#components/search/facets.tsx";
import { SearchAnswer } from "#components/search/search-answer.tsx";
import { SearchField } from "#components/search/search-field.tsx";
import { SearchHints } from "#components/search/search-hints.tsx";
import { countTicked } from "#components/search/ticked.ts";
import { ShopAway } from "#components/shop/shop-away.tsx";
import { codeOf } from "#server/api/caller.ts";
import { readShop } from "../../read-shop.ts";

type Props = { searchParams: Promise<Parameters<typeof readAsked>[0]> };

const pageSize = 36;

async function askedIn(searchParams: Props["searchParams"]): Promise<Asked> {
  return readAsked(await searchParams) ?? notFound();
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { query } = await askedIn(searchParams);
  return { title: query === "" ? "Search" : `Search: ${query}`, robots: { index: false } };
}

/** The answer, unless nothing was asked, and what it can be narrowed to, where that is known just now. */
async function readFound({ query, brands, categories, after }: Asked) {
  const question = { query, brands: [...brands], tags: [...categories] };
  const nothingAsked = query === "" && countTicked({ brands, categories }) === 0;
  const cursor = after === undefined ? {} : { cursor: after };
  try {
    return await Promise.all([
      nothingAsked
        ? null
        : readShop((api) => api.search.products({ ...question, sort: "relevance", limit: pageSize, ...cursor })),
      readShop((api) => api.search.facets(question)),
    ]);
  } catch (error) {
    // a cursor that we never gave out, or more than the field takes
    if (codeOf(error) === "BAD_REQUEST") notFound();
    throw error;
  }
}

export default async function SearchPage({ searchParams }: Props) {
  const asked = await askedIn(searchParams);
  const [page, counted] = await readFound(asked);
  if (page?.ok === false) return <ShopAway />;
  const facets = counted.ok ? counted.value : null;
  const answer = page === null ? <SearchHints /> : <SearchAnswer asked={asked} page={page.value} />;
  return (
    <div className="flex flex-col gap-8">
      <h1 className="text-4xl sm:text-5xl">Search</h1>
      <SearchField label="What are you looking for?" query={asked.query} className="w-full max-w-2xl">
        {asked.categories.map((category) => (
          <input key={category} type="hidden" name="category" value={category} />
        ))}
        {asked.brands.map((brand) => (
          <input key={brand} type="hidden" name="brand" value={brand} />
        ))}
      </SearchField>
      {facets === null ? (
        answer
      ) : (
        <div className="grid items-start gap-8 lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-12">
          <Facets asked={asked} facets={facets} />
          <div className="flex min-w-0 flex-col gap-8">{answer}</div>
        </div>
      )}
    </div>
  );
}
