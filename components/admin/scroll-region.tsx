import type { ReactNode } from "react";

/** What is wider than the page moves sideways by itself; it can be focused, so that arrow keys move it too. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse must be able to scroll
    <section aria-label={label} tabIndex={0} className="overflow-x-auto rounded-xl border border-rule bg-shelf">
      {children}
    </section>
  );
}
