import Link from "next/link";
import { searchAddress } from "./search-address.ts";

const hints = [
  { query: "coffee", words: "words from a product's name, maker, description or tags; all of them must be there" },
  { query: '"cast iron"', words: "quotes hold words together" },
  { query: "tag:garden", words: "everything with a tag" },
  { query: 'brand:"Ottershaw & Pell"', words: "everything of one maker" },
];

/** What can be asked, each example a link to its answer. */
export function SearchHints() {
  return (
    <section aria-labelledby="search-hints" className="max-w-2xl">
      <h2 id="search-hints" className="mb-3 text-2xl">
        What you can ask for
      </h2>
      <dl className="divide-y divide-rule border-y border-rule">
        {hints.map(({ query, words }) => (
          <div key={query} className="grid gap-x-6 py-2 sm:grid-cols-[15rem_minmax(0,1fr)] sm:items-center">
            <dt>
              <Link href={searchAddress(query)} className="link inline-flex min-h-11 min-w-11 items-center font-medium">
                {query}
              </Link>
            </dt>
            <dd className="text-ink-soft">{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
