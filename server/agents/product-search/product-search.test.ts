import { expect, test } from "vitest";
import type { EphemeralContext } from "#runtime/agent.ts";
import { createProductSearch } from "./product-search.agent.ts";

const at = "2026-01-01T00:00:00.000Z";
const ids = Array.from({ length: 2_000 }, (_, n) => `p${String(n).padStart(5, "0")}`);

/** The search over many products, the last of which is a rare one; nobody knows more of them than the directory does. */
function withoutIndex() {
  const pages: number[] = [];
  const getProduct = async (productId: string) => ({
    ...{ productId, name: "Mug", brand: "Clay", description: "", tags: productId === ids.at(-1) ? ["rare"] : [] },
    ...{ createdAt: at, updatedAt: at },
  });
  const ctx = {
    id: "any",
    now: () => new Date(at),
    query: (_of: unknown, id: string) => ({ getProduct: () => getProduct(id) }),
    async list(_of: unknown, { cursor = "", limit = ids.length }: { cursor?: string; limit?: number } = {}) {
      pages.push(limit);
      const rest = ids.filter((id) => id > cursor);
      const [page, last] = [rest.slice(0, limit), rest[limit - 1]];
      return { ids: page, ...(rest.length > limit && last !== undefined && { cursor: last }) };
    },
  } as unknown as EphemeralContext;
  const { ephemeral } = createProductSearch({ candidates: async () => null, bestMatches: async () => [] });
  return { ctx, search: ephemeral, pages };
}

test("without the index a rare product is found in a few long pages of the directory", async () => {
  const { ctx, search, pages } = withoutIndex();
  const found = await search.searchPage({ input: { query: "", tags: ["rare"], limit: 4, sort: "id" }, ctx });
  expect(found).toMatchObject({ products: [{ productId: ids.at(-1) }], cursor: null });
  expect(pages.length).toBeLessThan(12);
});

test("without the index what many products match costs no long page", async () => {
  const { ctx, search, pages } = withoutIndex();
  const found = await search.searchPage({ input: { query: "mug", limit: 4, sort: "id" }, ctx });
  expect(found.products).toHaveLength(4);
  expect(pages).toEqual([10]);
});

test("what a page can do without is never looked for in the directory", async () => {
  const { ctx, search, pages } = withoutIndex();
  expect(await search.getTagged({ input: { tag: "rare", limit: 4 }, ctx })).toBeNull();
  expect(pages).toEqual([]);
});
