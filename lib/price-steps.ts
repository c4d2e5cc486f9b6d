import { firstOpen } from "./first-open.ts";
import { type Choice, choosePrice, type Listed, type Market, type PriceLists } from "./price-choice.ts";

/** What something costs from an instant on, until the next step. */
export type PriceStep = { from: string; price: Pick<Choice, "price" | "kind"> | null };

/** The price in a market from `from` on, up to and not including `until`, as its sales start and end; equal neighbours are one. */
export function priceSteps(lists: PriceLists, market: Market, from: Date, until?: Date): PriceStep[] {
  const { currency, region } = market;
  const fits = (item: Listed) => item.price.currency === currency && item.region === region;
  const sales = lists.salePrices.filter(fits).map((sale) => ({
    sale,
    start: sale.start === null ? Number.NEGATIVE_INFINITY : Date.parse(sale.start),
    end: sale.end === null ? Number.POSITIVE_INFINITY : Date.parse(sale.end),
  }));
  const [first, last] = [from.getTime(), until?.getTime() ?? Number.POSITIVE_INFINITY];
  const turns = sales.flatMap(({ start, end }) => [start, end]).filter((time) => time > first && time < last);
  const times = [first, ...[...new Set(turns)].sort((a, b) => a - b)];
  const [msrpPrices, listPrices] = [
    lists.msrpPrices.filter(fits).slice(0, 1),
    lists.listPrices.filter(fits).slice(0, 1),
  ];
  const open = firstOpen(times, sales);
  return joined(
    times.map((time, i) => {
      const sale = open[i]?.sale;
      const at = new Date(time);
      const chosen = choosePrice({ msrpPrices, listPrices, salePrices: sale ? [sale] : [] }, market, at);
      return { from: at.toISOString(), price: chosen && { price: chosen.price, kind: chosen.kind } };
    }),
  );
}

/** Steps on which nothing changes are left out. */
export function joined(steps: readonly PriceStep[]): PriceStep[] {
  return steps.filter((step, i) => i === 0 || !sameStep(step, steps[i - 1]));
}

export const sameSteps = (a: readonly PriceStep[], b: readonly PriceStep[]): boolean =>
  a.length === b.length && a.every((step, i) => step.from === b[i]?.from && sameStep(step, b[i]));

const sameStep = (a: PriceStep, b: PriceStep | undefined): boolean =>
  a.price?.price.amount === b?.price?.price.amount && a.price?.kind === b?.price?.kind;
