import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/api/root.ts";
import { shownMinute } from "../../shop/shown.ts";
import { whoWords } from "../who-words.ts";
import { changeWords } from "./change-words.ts";

type Entry = inferRouterOutputs<AppRouter>["admin"]["orders"]["get"]["timeline"][number];

/** What has happened to an order, the newest first, as its journal has it. */
export function OrderTimeline({ timeline }: { timeline: readonly Entry[] }) {
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className="mb-3 text-xl">
        What happened
      </h2>
      <ol className="flex flex-col gap-4 border-l-2 border-rule pl-5">
        {timeline.map(({ version, method, at, who }) => (
          <li key={version} className="relative">
            <span
              aria-hidden="true"
              className="absolute top-2 -left-[1.65rem] size-2.5 rounded-full border-2 border-shelf bg-grain-deep"
            />
            <p className="font-medium">{changeWords(method)}</p>
            <p className="figures text-sm wrap-anywhere text-ink-soft">
              <time dateTime={at}>{shownMinute(at)}</time> by {whoWords(who)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
