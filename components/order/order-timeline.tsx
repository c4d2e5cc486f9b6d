import { CircleX, PackageCheck, PencilLine, ReceiptText } from "lucide-react";
import type { OrderEvent } from "#server/api/routers/order/order-events.ts";
import { shownMinute } from "../shop/shown.ts";
import { eventWords } from "./event-words.ts";

const icons = { placed: ReceiptText, changed: PencilLine, shipped: PackageCheck, cancelled: CircleX };

type Props = { events: readonly OrderEvent[]; earlier: boolean };

/** What happened to an order, oldest first. */
export function OrderTimeline({ events, earlier }: Props) {
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className="mb-4 text-2xl">
        What happened so far
      </h2>
      {earlier && <p className="mb-4 text-ink-soft">Only the latest changes are shown.</p>}
      <ol>
        {events.map((event, index) => {
          const Icon = icons[event.kind];
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: what has happened keeps its place
              key={index}
              className="relative flex gap-4 pb-6 before:absolute before:top-10 before:bottom-0 before:left-5 before:w-px before:bg-rule-strong last:pb-0 last:before:hidden"
            >
              <span className="grid size-10 shrink-0 place-items-center rounded-full border border-rule bg-shelf text-ink-soft">
                <Icon className="size-5" aria-hidden="true" />
              </span>
              <div className="min-w-0 pt-1.5">
                <p className="font-medium">{eventWords(event)}</p>
                <time dateTime={event.at} className="text-sm text-ink-soft">
                  {shownMinute(event.at)}
                </time>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
