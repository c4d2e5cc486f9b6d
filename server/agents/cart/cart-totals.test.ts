import fc from "fast-check";
import { expect } from "vitest";
import { stock } from "../testing/shop.ts";
import { test } from "../testing/shop-test.ts";
import { cart } from "./cart.contract.ts";

const prices = new Map([
  ["p1", 1_999],
  ["p2", 1],
  ["7", 40_000_000_000],
]);
const step = fc.record({
  method: fc.constantFrom("addItem", "updateItemQuantity", "removeItem"),
  productId: fc.constantFrom(...prices.keys()),
  quantity: fc.integer({ min: 0, max: 1_050 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What the step makes of the quantities; undefined when it is refused. */
function model(lines: Map<string, number>, { method, productId, quantity }: Step): Map<string, number> | undefined {
  const next = new Map(lines);
  const before = lines.get(productId);
  if (method === "removeItem") return next.delete(productId) ? next : undefined;
  const after = method === "addItem" ? (before ?? 0) + quantity : quantity;
  const known = method === "addItem" || before !== undefined;
  return known && quantity >= 1 && after <= 999 ? next.set(productId, after) : undefined;
}

test("whatever is done to the lines, they and their total are what a plain list makes of it", async ({ shop }) => {
  for (const [productId, amount] of prices) await stock(shop, productId, amount);
  let carts = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const userId = `u${++carts}`;
      let expected = new Map<string, number>();
      for (const { method, ...line } of steps) {
        const next = model(expected, { method, ...line });
        const answer = await shop.ask(cart, userId)[method](line);
        expect(answer.ok).toBe(next !== undefined);
        expected = next ?? expected;
      }
      const shown = await shop.query(cart, userId).getCart();
      expect(shown?.items.map(({ productId, quantity }) => [productId, quantity]) ?? []).toEqual([...expected]);
      const total = [...expected].reduce(
        (sum, [productId, n]) => sum + BigInt(prices.get(productId) ?? 0) * BigInt(n),
        0n,
      );
      expect(BigInt(shown?.total.amount ?? 0)).toBe(total);
    }),
    { numRuns: 40 },
  );
});
