import fc from "fast-check";
import { expect, test } from "vitest";
import type { Product } from "../product/product.contract.ts";
import { bestFirst } from "./best-first.ts";
import type { SearchCursor } from "./product-search.contract.ts";

const at = "2026-01-01T00:00:00.000Z";
const productOf = (productId: string): Product => ({
  ...{ productId, name: productId, brand: "Clay", description: "", tags: [] },
  ...{ createdAt: at, updatedAt: at },
});

test("the pages are the best ones in their order and then the others by id, each once", async () => {
  const letter = fc.constantFrom(..."abcdefghij");
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(letter),
      fc.uniqueArray(letter),
      fc.integer({ min: 1, max: 5 }),
      async (...given) => {
        const [best, others, limit] = given;
        const all = [...new Set([...best, ...others])].sort();
        const walked: string[] = [];
        let after: SearchCursor | undefined;
        do {
          const page = await bestFirst(best.map(productOf), { after, limit }, async (rest) =>
            all
              .filter((id) => id > (rest.after ?? "") && !rest.except.has(id))
              .slice(0, rest.limit)
              .map(productOf),
          );
          walked.push(...page.products.map(({ productId }) => productId));
          after = page.cursor ?? undefined;
        } while (after !== undefined);
        expect(walked).toEqual([...best, ...all.filter((id) => !best.includes(id))]);
      },
    ),
  );
});
