import type { ComponentProps } from "react";
import { ProductGrid } from "../shop/product-grid.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import type { Asked } from "./asked.ts";
import { foundWords } from "./found-words.ts";
import { searchAddress } from "./search-address.ts";
import { SearchHints } from "./search-hints.tsx";
import { countTicked } from "./ticked.ts";
import { TickedChips } from "./ticked-chips.tsx";

type Page = ComponentProps<typeof ProductGrid> & { cursor: string | null };

/** A page of what was found, what it is narrowed to, and the way to the next page. */
export function SearchAnswer({ asked, page: { products, cursor } }: { asked: Asked; page: Page }) {
  const { query, brands, categories, after } = asked;
  const later = after !== undefined;
  const first = searchAddress(query, { brands, categories });
  if (products.length === 0 && cursor === null)
    return later ? <EndOfAnswer first={first} /> : <NothingFound asked={asked} />;
  return (
    <>
      <section aria-labelledby="found">
        <h2 id="found" className="mb-5 text-2xl sm:text-3xl">
          {foundWords({ count: products.length, later, more: cursor !== null })}
        </h2>
        <TickedChips asked={asked} />
        <ProductGrid products={products} />
      </section>
      <nav aria-label="Pages of the answer" className="flex flex-wrap justify-center gap-3">
        {later && <LinkButton href={first}>Back to the first ones</LinkButton>}
        {cursor !== null && (
          <LinkButton href={searchAddress(query, { brands, categories, after: cursor })} look="primary">
            Show more
          </LinkButton>
        )}
      </nav>
    </>
  );
}

function NothingFound({ asked }: { asked: Asked }) {
  const narrowed = countTicked(asked) > 0;
  return (
    <>
      <div>
        <h2 className="mb-2 text-2xl sm:text-3xl">Nothing found</h2>
        <TickedChips asked={asked} />
        <p className="max-w-prose text-lg text-pretty text-ink-soft">
          {narrowed
            ? "Nothing fits all of it. Tick something off, or search with fewer words."
            : "Every word must be somewhere in the product. Try fewer of them, or a part of one."}
        </p>
      </div>
      {!narrowed && <SearchHints />}
    </>
  );
}

function EndOfAnswer({ first }: { first: string }) {
  return (
    <div className="flex flex-col items-start gap-4">
      <h2 className="text-2xl sm:text-3xl">That was everything</h2>
      <LinkButton href={first}>Back to the first ones</LinkButton>
    </div>
  );
}
