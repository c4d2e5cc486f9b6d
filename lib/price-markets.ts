import type { Listed, Market, PriceLists } from "./price-choice.ts";

type Grouped = { market: Market; lists: PriceLists };
type Rows = { [Kind in keyof PriceLists]: PriceLists[Kind][number][] };

/** Each market's own prices; only these can be chosen in it. */
export type ByMarket = ReadonlyMap<string, Grouped>;

const keyOf = ({ price, region }: Listed): string => JSON.stringify([price.currency, region]);

export function byMarket({ msrpPrices, listPrices, salePrices }: PriceLists): ByMarket {
  const groups = new Map<string, { market: Market; lists: Rows }>();
  const rowsBeside = (item: Listed): Rows => {
    const key = keyOf(item);
    const market = { currency: item.price.currency, region: item.region };
    const group = groups.get(key) ?? { market, lists: { msrpPrices: [], listPrices: [], salePrices: [] } };
    groups.set(key, group);
    return group.lists;
  };
  for (const item of msrpPrices) rowsBeside(item).msrpPrices.push(item);
  for (const item of listPrices) rowsBeside(item).listPrices.push(item);
  for (const item of salePrices) rowsBeside(item).salePrices.push(item);
  return groups;
}

/** Every market that one of these has, in a fixed order, with what each of them has in it. */
export function acrossMarkets(all: readonly ByMarket[]): { market: Market; each: (PriceLists | undefined)[] }[] {
  const markets = new Map(all.flatMap((groups) => [...groups].map(([key, { market }]) => [key, market] as const)));
  return [...markets]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, market]) => ({ market, each: all.map((groups) => groups.get(key)?.lists) }));
}
