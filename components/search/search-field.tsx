import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { buttonStyle } from "../ui/button-style.ts";
import { classNames } from "../ui/class-names.ts";

type Props = {
  label: string;
  query?: string;
  className?: string;
  /** Fields that go along unseen. */
  children?: ReactNode;
};

/** A field that asks for the page of a search, without JavaScript too. */
export function SearchField({ label, query = "", className, children }: Props) {
  return (
    <search className={className}>
      <form action="/search" className="flex min-w-0 items-center rounded-xl border border-rule-strong bg-shelf">
        {children}
        <input
          type="search"
          name="q"
          aria-label={label}
          placeholder={label}
          defaultValue={query}
          maxLength={1_000}
          autoComplete="off"
          enterKeyHint="search"
          className="min-h-11 w-full min-w-0 flex-1 bg-transparent pl-3.5 text-base text-ink placeholder:text-ink-soft"
        />
        <button type="submit" aria-label="Search" className={classNames(buttonStyle("icon"), "shrink-0")}>
          <Search className="size-5" aria-hidden="true" />
        </button>
      </form>
    </search>
  );
}
