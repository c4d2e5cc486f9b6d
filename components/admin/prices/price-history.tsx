"use client";

import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/api/root.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { whoWords } from "../who-words.ts";
import { PriceOverTime } from "./price-over-time.tsx";
import { changeWords } from "./price-words.ts";
import { useLocalTime } from "./use-local-time.ts";

type Props = {
  history: inferRouterOutputs<AppRouter>["admin"]["prices"]["history"];
  /** Where the older and the newest changes are. */
  older: string | null;
  newest: string | null;
};

/** What shoppers saw over time, and who changed what when. */
export function PriceHistory({ history: { changes, series, until }, older, newest }: Props) {
  const time = useLocalTime();
  return (
    <section aria-labelledby="history" className="flex flex-col gap-5">
      <div>
        <h2 id="history" className="text-2xl">
          History
        </h2>
        <p className="text-sm text-ink-soft">Times are those of {time.zoneWords}.</p>
      </div>
      {changes.length === 0 ? (
        <p className="text-ink-soft">No prices were set yet.</p>
      ) : (
        <>
          <PriceOverTime series={series} until={until} time={time} />
          <ol aria-label="Changes" className="divide-y divide-rule rounded-xl border border-rule bg-shelf">
            {changes.map(({ version, at, who, rows }) => (
              <li key={version} className="grid gap-x-6 gap-y-1 px-4 py-3 text-[0.9375rem] md:grid-cols-[15rem_1fr]">
                <p>
                  <span className="font-medium wrap-anywhere">{whoWords(who)}</span>
                  <time dateTime={at} className="figures block text-sm text-ink-soft">
                    {time.shown(at)}
                  </time>
                </p>
                <ul className="figures min-w-0">
                  {rows?.map((row) => (
                    <li key={JSON.stringify(row)}>{changeWords(row, time.shown)}</li>
                  ))}
                  {rows?.length === 0 && <li className="text-ink-soft">Saved as it was.</li>}
                  {rows === null && <li className="text-ink-soft">What changed is not told any more.</li>}
                </ul>
              </li>
            ))}
          </ol>
        </>
      )}
      <nav aria-label="Pages of the history" className="flex flex-wrap gap-2 empty:hidden">
        {newest !== null && <LinkButton href={newest}>Newest changes</LinkButton>}
        {older !== null && <LinkButton href={older}>Older changes</LinkButton>}
      </nav>
    </section>
  );
}
