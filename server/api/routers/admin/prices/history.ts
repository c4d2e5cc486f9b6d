import { z } from "zod";
import { ProductRef } from "#agents/item.contract.ts";
import { type Pricing, pricing, RevisedPricing } from "#agents/pricing/pricing.contract.ts";
import { changesBetween, type RowChange } from "#lib/price-changes.ts";
import { type PriceSeries, priceSeries } from "#lib/price-series.ts";
import type { HistoryEntry } from "#runtime/history.ts";
import { named, type Who } from "../../../people.ts";
import { viewerProcedure } from "../../../trpc.ts";

const pageSize = 50;
const none = { msrpPrices: [], listPrices: [], salePrices: [] };

type PriceChange = {
  version: number;
  at: string;
  who: Who;
  /** Null where the journal does not tell any more. */
  rows: RowChange[] | null;
};
type PriceHistory = {
  /** Newest first. */
  changes: PriceChange[];
  /** The `before` of the next page. */
  cursor: number | null;
  /** What shoppers saw since the oldest of these changes, until now or the change that the page was asked `before`. */
  series: PriceSeries[];
  until: string;
};

/** Who changed a product's prices, when and how, from its journal. */
export const history = viewerProcedure
  .input(ProductRef.extend({ before: z.int().min(2).optional() }))
  .query(async ({ ctx, input: { productId, before } }): Promise<PriceHistory> => {
    // one more than is shown on either side: an older page ends where the next commit begins, and its oldest change is
    // told from the commit before
    const asked = before === undefined ? { limit: pageSize + 1 } : { limit: pageSize + 2, before: before + 1 };
    const found = (await ctx.runtime.history(pricing, productId, asked)).entries;
    const next = found[0]?.version === before ? found[0] : undefined;
    const entries = next ? found.slice(1) : found.slice(0, pageSize + 1);
    const shown = entries.slice(0, pageSize);
    const whoIs = await named(
      ctx.people,
      shown.map(({ caller }) => caller),
    );
    const until = next?.at ?? new Date(ctx.now());
    return {
      changes: shown.map((entry, i) => ({
        version: entry.version,
        at: entry.at.toISOString(),
        who: whoIs(entry.caller),
        rows: changedIn(entry, entries[i + 1]),
      })),
      cursor: entries.length > pageSize ? (shown.at(-1)?.version ?? null) : null,
      series: seriesOf(shown, until),
      until: until.toISOString(),
    };
  });

/** The prices after a commit; null before the first one. */
function listsAfter({ state }: HistoryEntry): Pricing | typeof none | undefined {
  const parsed = RevisedPricing.safeParse(state);
  return parsed.success ? (parsed.data.pricing ?? none) : undefined;
}

function changedIn(entry: HistoryEntry, previous: HistoryEntry | undefined): RowChange[] | null {
  const after = listsAfter(entry);
  const before = entry.version === 1 ? none : previous && listsAfter(previous);
  return before && after ? changesBetween(before, after) : null;
}

function seriesOf(entries: readonly HistoryEntry[], now: Date): PriceSeries[] {
  const states = entries.toReversed().flatMap((entry) => {
    const lists = listsAfter(entry);
    return lists ? [{ at: entry.at, lists }] : [];
  });
  return priceSeries(states, now);
}
