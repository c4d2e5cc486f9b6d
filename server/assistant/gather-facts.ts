import type { Candidate, Facts, Purchases, Shelf } from "./facts.ts";
import { rankCandidates } from "./rank-candidates.ts";

/** Companions of a candidate that are told, the most frequent first. */
const MAX_COMPANIONS = 3;

/** What a model is told of this shopper: of all that they have not bought, the candidates nearest to what they have. */
export function gatherFacts(purchases: Purchases, { products, baskets }: Shelf, maxCandidates: number): Facts {
  const tagsOf = new Map(products.map(({ productId, tags }) => [productId, [...tags]]));
  const bought = purchases.map((purchase) => ({ ...purchase, tags: tagsOf.get(purchase.productId) ?? [] }));
  const ownIds = new Set(purchases.map(({ productId }) => productId));
  const pieces = new Map(purchases.map(({ productId, quantity }) => [productId, quantity]));
  const counts = countTogether(baskets, ownIds);
  const candidates = products
    .filter(({ productId }) => !ownIds.has(productId))
    .map(({ productId, name, brand, tags }): Candidate => {
      const { orders = 0, companions = new Map<string, number>() } = counts.get(productId) ?? {};
      return { productId, name, brand, tags: [...tags], orders, boughtWith: tellingMost(companions, pieces) };
    });
  if (candidates.length <= maxCandidates) return { bought, candidates };
  const ranked = rankCandidates({ bought, candidates }).map(({ candidate }) => candidate);
  const chosen = new Set(ranked);
  const rest = candidates.filter((candidate) => !chosen.has(candidate));
  return { bought, candidates: [...ranked, ...rest].slice(0, maxCandidates) };
}

type Counts = Map<string, { orders: number; companions: Map<string, number> }>;

function countTogether(baskets: Shelf["baskets"], ownIds: ReadonlySet<string>): Counts {
  const counts: Counts = new Map();
  for (const basket of baskets) {
    const ids = new Set(basket);
    const own = [...ids].filter((id) => ownIds.has(id));
    for (const id of ids) {
      const count = counts.get(id) ?? { orders: 0, companions: new Map() };
      counts.set(id, count);
      count.orders += 1;
      for (const companion of own) {
        if (companion !== id) count.companions.set(companion, (count.companions.get(companion) ?? 0) + 1);
      }
    }
  }
  return counts;
}

/** The companions that say the most: often together, and much bought by this shopper. One order more never says less. */
function tellingMost(
  companions: ReadonlyMap<string, number>,
  pieces: ReadonlyMap<string, number>,
): Candidate["boughtWith"] {
  const weightOf = ({ productId, orders }: Candidate["boughtWith"][number]) =>
    Math.log2(1 + orders) * (pieces.get(productId) ?? 0);
  return [...companions]
    .map(([productId, orders]) => ({ productId, orders }))
    .sort((a, b) => weightOf(b) - weightOf(a) || (a.productId < b.productId ? -1 : 1))
    .slice(0, MAX_COMPANIONS);
}
