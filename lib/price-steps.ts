import { type Choice, choosePrice, type Market, type PriceLists } from "./price-choice.ts";

/** What something costs from an instant on, until the next step. */
export type PriceStep = { from: string; price: Pick<Choice, "price" | "kind"> | null };

/** The currencies and regions in which these lists have a price, in a fixed order. */
export function marketsOf(...lists: readonly PriceLists[]): Market[] {
  const found = new Map<string, Market>();
  for (const { msrpPrices, listPrices, salePrices } of lists) {
    for (const { price, region } of [...msrpPrices, ...listPrices, ...salePrices]) {
      found.set(JSON.stringify([price.currency, region]), { currency: price.currency, region });
    }
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, market]) => market);
}

/** The price in a market from `from` on, up to and not including `until`, as sales start and end; equal neighbours are one. */
export function priceSteps(lists: PriceLists, market: Market, from: Date, until?: Date): PriceStep[] {
  const turns = lists.salePrices
    .flatMap(({ start, end }) => [start, end])
    .flatMap((instant) => (instant === null ? [] : [Date.parse(instant)]))
    .filter((time) => time > from.getTime() && (until === undefined || time < until.getTime()));
  const times = [from.getTime(), ...[...new Set(turns)].sort((a, b) => a - b)];
  return joined(times.map((time) => stepAt(lists, market, new Date(time))));
}

function stepAt(lists: PriceLists, market: Market, at: Date): PriceStep {
  const chosen = choosePrice(lists, market, at);
  return { from: at.toISOString(), price: chosen && { price: chosen.price, kind: chosen.kind } };
}

/** Steps on which nothing changes are left out. */
export function joined(steps: readonly PriceStep[]): PriceStep[] {
  return steps.filter((step, i) => i === 0 || !sameStep(step, steps[i - 1]));
}

export const sameSteps = (a: readonly PriceStep[], b: readonly PriceStep[]): boolean =>
  a.length === b.length && a.every((step, i) => step.from === b[i]?.from && sameStep(step, b[i]));

const sameStep = (a: PriceStep, b: PriceStep | undefined): boolean =>
  a.price?.price.amount === b?.price?.price.amount && a.price?.kind === b?.price?.kind;
