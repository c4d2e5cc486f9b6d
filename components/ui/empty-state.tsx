import type { ReactNode } from "react";

type Props = { title: string; children: ReactNode; action?: ReactNode };

/** A whole page that has nothing to list, in words that say what to do. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <div className="mx-auto flex max-w-xl flex-col items-start gap-4 py-8 sm:items-center sm:py-16 sm:text-center">
      <h1 className="text-3xl sm:text-4xl">{title}</h1>
      <div className="text-lg text-pretty text-ink-soft">{children}</div>
      {action && <div className="flex flex-wrap gap-3 pt-2">{action}</div>}
    </div>
  );
}
