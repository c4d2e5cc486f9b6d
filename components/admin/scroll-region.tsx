import type { ReactNode } from "react";
import { classNames } from "../ui/class-names.ts";

type Props = { label: string; className?: string; children: ReactNode };

/** What is larger than its place moves by itself; it can be focused, so that arrow keys move it too. */
export function ScrollRegion({ label, className, children }: Props) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse must be able to scroll
      tabIndex={0}
      className={classNames("overflow-auto rounded-xl border border-rule bg-shelf", className)}
    >
      {children}
    </section>
  );
}
