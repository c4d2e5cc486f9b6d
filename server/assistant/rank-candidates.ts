import type { Candidate, Facts } from "./facts.ts";

export type Ranked = { candidate: Candidate; score: number; reason: string };

// bought together says most, what others buy only breaks ties
const weights = { together: 4, tags: 2, brand: 1.5, popular: 0.1 };

/** A sign that a shopper may like a product: how strong it is, and the sentence that it earns. */
type Sign = { strength: number; reason: string };

/**
 * The candidates that something speaks for, best first, each with its strongest reason. The same facts in another order
 * give the same list.
 */
export function rankCandidates(facts: Facts): Ranked[] {
  const signsOf = createSigns(facts);
  return facts.candidates
    .flatMap((candidate): Ranked[] => {
      const signs = signsOf(candidate).filter(({ strength }) => strength > 0);
      const [strongest] = signs.toSorted((a, b) => b.strength - a.strength);
      if (!strongest) return [];
      const score = signs.reduce((sum, { strength }) => sum + strength, 0);
      return [{ candidate, score, reason: strongest.reason }];
    })
    .sort((a, b) => b.score - a.score || (a.candidate.productId < b.candidate.productId ? -1 : 1));
}

function createSigns({ bought, candidates }: Facts): (candidate: Candidate) => Sign[] {
  const pieces = bought.reduce((sum, { quantity }) => sum + quantity, 0);
  const names = new Map(bought.map(({ productId, name }) => [productId, name]));
  const shares = new Map(bought.map(({ productId, quantity }) => [productId, quantity / pieces]));
  const tagShares = sharesBy(bought, ({ tags }) => tags, pieces);
  const brandShares = sharesBy(bought, ({ brand }) => [brand], pieces);
  const rarity = rarityOf(candidates);

  function together({ boughtWith }: Candidate): Sign {
    const strength = sum(
      boughtWith.map(({ productId, orders }) => Math.log2(1 + orders) * (shares.get(productId) ?? 0)),
    );
    const known = boughtWith.find(({ productId }) => names.has(productId));
    return {
      strength: weights.together * strength,
      reason: `Often bought together with ${names.get(known?.productId ?? "")}.`,
    };
  }

  function sameTags({ tags }: Candidate): Sign {
    const shared = [...new Set(tags)]
      .map((tag) => ({ tag, strength: (tagShares.get(tag) ?? 0) * (rarity.get(tag) ?? 0) }))
      .filter(({ strength }) => strength > 0)
      .sort((a, b) => b.strength - a.strength || (a.tag < b.tag ? -1 : 1));
    const said = shared.slice(0, 2).map(({ tag }) => tag);
    return {
      strength: weights.tags * sum(shared.map(({ strength }) => strength)),
      reason: `Like what you have bought: ${said.join(", ")}.`,
    };
  }

  return (candidate) => [
    together(candidate),
    sameTags(candidate),
    {
      strength: weights.brand * (brandShares.get(candidate.brand) ?? 0),
      reason: `More by ${candidate.brand}, whose things you have bought.`,
    },
    { strength: weights.popular * Math.log2(1 + candidate.orders), reason: "Others buy it often." },
  ];
}

type Bought = Facts["bought"][number];

/** Which share of all pieces bought carries each label. */
function sharesBy(bought: readonly Bought[], labelsOf: (item: Bought) => readonly string[], pieces: number) {
  const carried = new Map<string, number>();
  for (const item of bought) {
    for (const label of new Set(labelsOf(item))) carried.set(label, (carried.get(label) ?? 0) + item.quantity);
  }
  return new Map([...carried].map(([label, quantity]) => [label, quantity / pieces]));
}

/** A tag that half the shop carries says little. */
function rarityOf(candidates: readonly Candidate[]): Map<string, number> {
  const carriers = new Map<string, number>();
  for (const { tags } of candidates) for (const tag of new Set(tags)) carriers.set(tag, (carriers.get(tag) ?? 0) + 1);
  return new Map([...carriers].map(([tag, count]) => [tag, Math.log2(1 + candidates.length / count)]));
}

// in the order of size, so that the order of the facts does not change the last bit
const sum = (numbers: number[]) => numbers.toSorted((a, b) => a - b).reduce((total, number) => total + number, 0);
