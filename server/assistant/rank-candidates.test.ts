import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Answer, checkAnswer, MAX_BRANDS, MAX_PRODUCTS } from "./answer.ts";
import type { Facts, Purchases, Shelf } from "./facts.ts";
import { gatherFacts } from "./gather-facts.ts";
import { rankCandidates } from "./rank-candidates.ts";

const ids = Array.from({ length: 12 }, (_, n) => `p${n}`);
const brand = fc.constantFrom("Clay", "Mill", "Soil");
const label = fc.record({ brand, tags: fc.subarray(["kitchen", "tea", "garden", "wood"]) });

const shelf: fc.Arbitrary<Shelf> = fc.record({
  products: fc
    .tuple(fc.subarray(ids), fc.array(label, { minLength: 12, maxLength: 12 }))
    .map(([some, labels]) =>
      some.map((productId, n) => ({ productId, name: productId, ...(labels[n] ?? { brand: "", tags: [] }) })),
    ),
  baskets: fc.array(fc.array(fc.constantFrom(...ids), { maxLength: 5 }), { maxLength: 20 }),
});
const purchases: fc.Arbitrary<Purchases> = fc.uniqueArray(
  fc.record({
    productId: fc.constantFrom(...ids, "gone"),
    name: fc.string(),
    brand,
    quantity: fc.integer({ min: 1, max: 999 }),
  }),
  { selector: ({ productId }) => productId },
);
const facts = fc.tuple(purchases, shelf).map(([some, all]) => gatherFacts(some, all, 100));

const idsOf = (given: Facts) => rankCandidates(given).map(({ candidate }) => candidate.productId);

describe("the recommender", () => {
  test("ranks each candidate at most once, none that is bought, each with a reason and by falling score", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const ranked = rankCandidates(given);
        const own = new Set(given.bought.map(({ productId }) => productId));
        expect(new Set(idsOf(given)).size).toBe(ranked.length);
        for (const [n, { candidate, score, reason }] of ranked.entries()) {
          expect(given.candidates).toContain(candidate);
          expect(own.has(candidate.productId)).toBe(false);
          expect(reason).toMatch(/\w.*\.$/);
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(ranked[n - 1]?.score ?? score);
        }
      }),
    );
  });

  test("gives the same list for the same facts in another order", () => {
    const shuffled = facts.chain((given) =>
      fc.record({
        given: fc.constant(given),
        bought: fc.shuffledSubarray(given.bought, { minLength: given.bought.length }),
        candidates: fc.shuffledSubarray(given.candidates, { minLength: given.candidates.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ given, ...other }) => {
        expect(idsOf(other)).toEqual(idsOf(given));
      }),
    );
  });

  test("never lowers what is bought together with the shopper's things once more", () => {
    fc.assert(
      fc.property(purchases, shelf, fc.nat(), fc.nat(), (some, { products, baskets }, one, other) => {
        const before = gatherFacts(some, { products, baskets }, 100);
        const candidate = before.candidates[one % Math.max(1, before.candidates.length)];
        const companion = some[other % Math.max(1, some.length)];
        fc.pre(candidate !== undefined && companion !== undefined);
        const more = [...baskets, [candidate.productId, companion.productId]];
        const after = gatherFacts(some, { products, baskets: more }, 100);
        const place = (given: Facts) => idsOf(given).indexOf(candidate.productId) + 1 || Number.POSITIVE_INFINITY;
        expect(place(after)).toBeLessThanOrEqual(place(before));
      }),
    );
  });

  test("says nothing where nothing speaks for anything", () => {
    const products = ids.map((productId) => ({ productId, name: productId, brand: "Clay", tags: ["tea"] }));
    expect(rankCandidates(gatherFacts([], { products, baskets: [] }, 100))).toEqual([]);
  });
});

describe("the facts", () => {
  test("hold the best candidates when there are more than are wanted", () => {
    fc.assert(
      fc.property(purchases, shelf, fc.integer({ min: 1, max: 5 }), (some, all, most) => {
        const whole = gatherFacts(some, all, 100);
        const fewer = gatherFacts(some, all, most);
        expect(fewer.candidates).toHaveLength(Math.min(most, whole.candidates.length));
        const best = idsOf(whole).slice(0, most);
        expect(fewer.candidates.map(({ productId }) => productId)).toEqual(expect.arrayContaining(best));
      }),
    );
  });

  test("count an order once for each product, however often it names it", () => {
    const products = ["a", "b"].map((productId) => ({ productId, name: productId, brand: "Clay", tags: [] }));
    const bought = [{ productId: "b", name: "b", brand: "Clay", quantity: 1 }];
    expect(gatherFacts(bought, { products, baskets: [["a", "a", "b"], ["a"]] }, 9).candidates).toMatchObject([
      { productId: "a", orders: 2, boughtWith: [{ productId: "b", orders: 1 }] },
    ]);
  });
});

test("whatever a model says, what is kept is few, once each, and the shop's", () => {
  const anyId = fc.oneof(fc.constantFrom(...ids), fc.string());
  const said = fc.record({
    products: fc.array(fc.record({ productId: anyId, reason: fc.string({ maxLength: 400 }) })),
    brands: fc.array(fc.oneof(brand, fc.string())),
  });
  fc.assert(
    fc.property(facts, said, (given, answer) => {
      const { products, brands } = Answer.parse(checkAnswer(answer, given));
      const chosen = products.map(({ productId }) => productId);
      expect(chosen.length).toBeLessThanOrEqual(MAX_PRODUCTS);
      expect(brands.length).toBeLessThanOrEqual(MAX_BRANDS);
      expect(new Set(chosen).size).toBe(chosen.length);
      expect(given.candidates.map(({ productId }) => productId)).toEqual(expect.arrayContaining(chosen));
      expect([...given.bought, ...given.candidates].map((each) => each.brand)).toEqual(expect.arrayContaining(brands));
    }),
  );
});
