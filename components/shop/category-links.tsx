import Link from "next/link";
import { searchAddress } from "../search/search-address.ts";
import { shownCategories } from "./category.tsx";

/** The way to each category. */
export function CategoryLinks() {
  return (
    <nav aria-label="Categories" className="mb-10">
      <ul className="flex flex-wrap gap-2">
        {shownCategories.map(({ id, label, Icon }) => (
          <li key={id}>
            <Link
              href={searchAddress("", { categories: [id] })}
              prefetch={false}
              className="inline-flex min-h-11 items-center gap-2 rounded-full border border-rule bg-shelf px-4 hover:border-rule-strong hover:bg-sunken"
            >
              <Icon className="size-4 text-ink-soft" aria-hidden="true" />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
