import { matchesSearch, type Narrowing, narrowedTo, parseSearch, type SearchFilter } from "#lib/search-query.ts";
import { type EphemeralContext, ephemeral } from "#runtime/agent.ts";
import { type Product, product } from "../product/product.contract.ts";
import { bestFirst } from "./best-first.ts";
import { type BestMatches, type Candidates, type IdPage, productSearch } from "./product-search.contract.ts";

/** Agents that are asked together. */
const together = 500;

type Question = Narrowing & { query: string };
type Walk = Question & { after?: string | undefined; limit?: number; except?: ReadonlySet<string> };

type Index = { candidates: Candidates; bestMatches: BestMatches };

export const createProductSearch = ({ candidates, bestMatches }: Index) => {
  /** The index' next page, or the directory's where the index has nothing to say: both lack no product that matches. */
  async function nextIds(
    ctx: EphemeralContext,
    filters: readonly SearchFilter[],
    page: { cursor?: string; limit: number },
  ): Promise<IdPage> {
    const found = filters.length === 0 ? null : await candidates(filters, page);
    return found ?? ctx.list(product, page);
  }

  /** Matches in the order of their ids, up to `limit` or a few more. */
  async function walk(ctx: EphemeralContext, { after, limit = Number.POSITIVE_INFINITY, except, ...question }: Walk) {
    const filters = filtersOf(question);
    const found: Product[] = [];
    if (filters === null) return found;
    let cursor = after;
    let size = Math.min(together, 2 * limit);
    do {
      const page = await nextIds(ctx, filters, { limit: size, ...(cursor !== undefined && { cursor }) });
      const products = await gather(ctx, page.ids);
      found.push(...products.filter((each) => !except?.has(each.productId) && matchesSearch(filters, each)));
      cursor = page.cursor;
      // few matched: the directory is long where the index is away
      size = Math.min(together, 2 * size);
    } while (cursor !== undefined && found.length < limit);
    return found;
  }

  /** The matches among those that the index ranks. */
  async function rank(ctx: EphemeralContext, question: Question): Promise<Product[]> {
    const filters = filtersOf(question);
    if (filters === null || filters.length === 0) return [];
    const products = await gather(ctx, await bestMatches(filters));
    return products.filter((each) => matchesSearch(filters, each));
  }

  return ephemeral(productSearch, {
    search: ({ input, ctx }) => walk(ctx, input),
    async searchPage({ input: { limit, sort, after, ...question }, ctx }) {
      const best = after === undefined ? sort === "relevance" : after.includes(":");
      const ranked = best ? await rank(ctx, question) : [];
      // without an order of the first page's own there is only that of the ids
      if (ranked.length > 0 || after?.includes(":"))
        return bestFirst(ranked, { after, limit }, (rest) => walk(ctx, { ...question, ...rest }));
      const found = await walk(ctx, { ...question, after, limit: limit + 1 });
      const products = found.slice(0, limit);
      return { products, cursor: found.length > limit ? (products.at(-1)?.productId ?? null) : null };
    },
    async getTagged({ input: { tag, limit }, ctx }) {
      const filters = narrowedTo({ tags: [tag] });
      const page = await candidates(filters, { limit });
      if (page === null) return null;
      const products = await gather(ctx, page.ids);
      return products.filter((each) => matchesSearch(filters, each)).slice(0, limit);
    },
    getByIds: ({ input, ctx }) => gather(ctx, [...new Set(input.ids)]),
  });
};

function filtersOf({ query, ...narrowing }: Question): SearchFilter[] | null {
  const asked = parseSearch(query);
  return asked && [...narrowedTo(narrowing), ...asked];
}

/** The products that there are now; retired and unknown ids are left out. */
async function gather(ctx: EphemeralContext, ids: readonly string[]): Promise<Product[]> {
  const found = await Promise.all(ids.map((id) => ctx.query(product, id).getProduct()));
  return found.filter((each) => each !== null);
}
