import { SlidersHorizontal } from "lucide-react";
import { shownCategories } from "../shop/category.tsx";
import type { Asked } from "./asked.ts";
import { categoryLabel } from "./category-label.ts";
import { FacetList } from "./facet-list.tsx";
import { facetOptions } from "./facet-options.ts";
import { searchAddress } from "./search-address.ts";
import { countTicked, type Facet, toggled } from "./ticked.ts";

type Count = { text: string; count: number };
type Props = { asked: Asked; facets: { brands: Count[]; categories: Count[] } };

/** What an answer can be narrowed to: a column beside it, and where there is no room a disclosure above it. */
export function Facets({ asked, facets }: Props) {
  const addressOf = (facet: Facet) => (text: string) => searchAddress(asked.query, toggled(asked, facet, text));
  const inOrder = shownCategories.flatMap(({ id }) => facets.categories.filter(({ text }) => text === id));
  const ticked = countTicked(asked);
  return (
    <section aria-label="Narrow down">
      <details className="group lg:details-content:[content-visibility:visible]">
        <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2.5 rounded-xl border border-rule-strong bg-shelf px-4 font-medium hover:bg-sunken lg:supports-[selector(::details-content)]:hidden">
          <SlidersHorizontal className="size-5" aria-hidden="true" />
          Narrow down
          {ticked > 0 && <span className="text-ink-soft">({ticked} ticked)</span>}
        </summary>
        <div className="flex flex-col gap-6 max-lg:pt-4">
          <FacetList
            title="Category"
            options={facetOptions(inOrder, asked.categories, categoryLabel)}
            addressOf={addressOf("categories")}
          />
          <FacetList
            title="Maker"
            options={facetOptions(facets.brands, asked.brands)}
            addressOf={addressOf("brands")}
          />
        </div>
      </details>
    </section>
  );
}
