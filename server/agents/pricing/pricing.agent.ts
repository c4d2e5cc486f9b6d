import { current } from "immer";
import { listsOf, rowsOf } from "#lib/price-changes.ts";
import { choosePrice } from "#lib/price-choice.ts";
import { instantsAfter } from "#lib/sale-windows.ts";
import { agent } from "#runtime/agent.ts";
import { MAX_PRICES, type Pricing, pricing, RevisedPricing } from "./pricing.contract.ts";
import { mergePrices, mergeSales } from "./pricing.math.ts";

type Lists = Pick<Pricing, "msrpPrices" | "listPrices" | "salePrices">;

const empty: Lists = { msrpPrices: [], listPrices: [], salePrices: [] };

/** Prices of before revisions were counted have had one. */
const countRevisions = ({ pricing }: { pricing: Pricing | null }): RevisedPricing => ({
  revision: pricing === null ? 0 : 1,
  pricing,
});

/** Puts the lists in place of the ones before; every such change is a revision. */
function replace(draft: RevisedPricing, lists: Lists, productId: string, at: Date): void {
  const now = at.toISOString();
  draft.pricing = { ...lists, productId, createdAt: draft.pricing?.createdAt ?? now, updatedAt: now };
  draft.revision += 1;
}

export const createPricing = () =>
  agent(pricing, {
    asks: [],
    state: RevisedPricing,
    initial: () => ({ revision: 0, pricing: null }),
    version: 2,
    migrate: { 1: countRevisions },
    history: "all",
    queries: {
      getPricing: ({ state }) => state.pricing as Pricing | null,
      getRevisedPricing: ({ state }) => state as RevisedPricing,
      getPrice({ state: { pricing }, input, ctx }) {
        if (!pricing) return null;
        const now = ctx.now();
        const [next] = instantsAfter(pricing.salePrices, now.getTime());
        ctx.holdsUntil(next === undefined ? null : new Date(next));
        return choosePrice(pricing, input, now);
      },
    },
    commands: {
      initializePricing({ draft, input, ctx, ok }) {
        replace(draft, input, ctx.id, ctx.now());
        return ok();
      },
      updatePricing({ draft, input, ctx, ok, fail }) {
        const before = draft.pricing ? current(draft.pricing) : empty;
        const merged = {
          msrpPrices: mergePrices(before.msrpPrices, input.msrpPrices),
          listPrices: mergePrices(before.listPrices, input.listPrices),
          salePrices: mergeSales(before.salePrices, input.salePrices),
        };
        for (const kind of ["msrp", "list", "sale"] as const) {
          if (merged[`${kind}Prices`].length > MAX_PRICES)
            return fail("too_many_prices", { kind, maximum: MAX_PRICES });
        }
        replace(draft, merged, ctx.id, ctx.now());
        return ok();
      },
      revisePricing({ draft, input: { revision, ...lists }, ctx, ok, fail }) {
        if (revision !== draft.revision) return fail("pricing_changed", current(draft));
        replace(draft, listsOf(rowsOf(lists)), ctx.id, ctx.now());
        return ok(draft.revision);
      },
    },
  });
