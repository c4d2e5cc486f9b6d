import { X } from "lucide-react";
import Link from "next/link";
import type { Asked } from "./asked.ts";
import { categoryLabel } from "./category-label.ts";
import { searchAddress } from "./search-address.ts";
import { countTicked, type Facet, toggled } from "./ticked.ts";

/** What the answer is narrowed to, each a link to the answer without it. */
export function TickedChips({ asked }: { asked: Asked }) {
  if (countTicked(asked) === 0) return null;
  const chips: { facet: Facet; text: string; label: string }[] = [
    ...asked.categories.map((text) => ({ facet: "categories" as const, text, label: categoryLabel(text) })),
    ...asked.brands.map((text) => ({ facet: "brands" as const, text, label: text })),
  ];
  return (
    <section aria-label="Narrowed down to" className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-2">
      <ul className="flex flex-wrap gap-2">
        {chips.map(({ facet, text, label }) => (
          <li key={`${facet} ${text}`}>
            <Link
              href={searchAddress(asked.query, toggled(asked, facet, text))}
              prefetch={false}
              scroll={false}
              className="inline-flex min-h-11 items-center gap-2 rounded-full border border-grain/60 bg-amber-wash py-1 pr-3 pl-4 hover:border-rule-strong"
            >
              <span className="sr-only">Without </span>
              {label}
              <X className="size-4 text-ink-soft" aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
      <Link
        href={searchAddress(asked.query)}
        prefetch={false}
        scroll={false}
        className="link inline-flex min-h-11 items-center"
      >
        Clear all
      </Link>
    </section>
  );
}
