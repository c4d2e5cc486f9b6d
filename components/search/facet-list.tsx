import { Square, SquareCheck } from "lucide-react";
import Link from "next/link";
import { classNames } from "../ui/class-names.ts";
import type { FacetOption } from "./facet-options.ts";

type Props = { title: string; options: readonly FacetOption[]; addressOf: (text: string) => string };

/** What can be ticked in one facet. Each is a link to the answer with it or without it, so it needs no JavaScript. */
export function FacetList({ title, options, addressOf }: Props) {
  if (options.length === 0) return null;
  return (
    <div>
      <h2 className="mb-1 text-lg">{title}</h2>
      <ul>
        {options.map(({ text, label, count, ticked }) => {
          const Box = ticked ? SquareCheck : Square;
          return (
            <li key={text}>
              <Link
                href={addressOf(text)}
                prefetch={false}
                scroll={false}
                aria-current={ticked ? "true" : undefined}
                className={classNames(
                  "-mx-2 flex min-h-11 items-center gap-2.5 rounded-lg px-2 hover:bg-sunken",
                  ticked && "font-medium",
                )}
              >
                <Box
                  className={classNames("size-5 shrink-0", ticked ? "text-grain-deep" : "text-rule-strong")}
                  aria-hidden="true"
                />
                <span className="min-w-0 flex-1">{label}</span>
                <span className="figures text-sm text-ink-soft">
                  {count}
                  <span className="sr-only">
                    {" "}
                    {count === 1 ? "product" : "products"}
                    {ticked && ", ticked"}
                  </span>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
