import Link from "next/link";
import { classNames } from "../../ui/class-names.ts";
import { lettersAddress } from "./letter-address.ts";

/** The ways to the letters of each type of agents. */
export function TypeLinks({ types, here }: { types: readonly string[]; here: string | undefined }) {
  return (
    <nav aria-label="Dead letters by agent">
      <ul className="-mx-1 flex flex-wrap gap-1">
        {[undefined, ...types].map((type) => (
          <li key={type ?? "all"}>
            <Link
              href={lettersAddress(type === undefined ? {} : { type })}
              prefetch={false}
              aria-current={type === here ? "page" : undefined}
              className={classNames(
                "flex min-h-11 min-w-11 items-center justify-center rounded-lg border px-3 text-[0.9375rem]",
                type === here ? "border-rule-strong bg-shelf font-semibold" : "border-transparent hover:bg-sunken",
              )}
            >
              {type ?? "All"}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
