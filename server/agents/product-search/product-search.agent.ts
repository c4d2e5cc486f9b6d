import { matchesSearch, type Narrowing, narrowedTo, parseSearch, type SearchFilter } from "#lib/search-query.ts";
import { type EphemeralContext, ephemeral } from "#runtime/agent.ts";
import { type Product, product } from "../product/product.contract.ts";
import { type Candidates, type IdPage, productSearch } from "./product-search.contract.ts";

/** Agents that are asked together. */
const together = 500;

type Walk = Narrowing & { query: string; after?: string | undefined; limit?: number };

export const createProductSearch = ({ candidates }: { candidates: Candidates }) => {
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
  async function walk(ctx: EphemeralContext, { query, after, limit = Number.POSITIVE_INFINITY, ...narrowing }: Walk) {
    const asked = parseSearch(query);
    const found: Product[] = [];
    if (asked === null) return found;
    const filters = [...narrowedTo(narrowing), ...asked];
    let cursor = after;
    do {
      const size = Math.min(together, 2 * limit);
      const page = await nextIds(ctx, filters, { limit: size, ...(cursor !== undefined && { cursor }) });
      const products = await gather(ctx, page.ids);
      found.push(...products.filter((each) => matchesSearch(filters, each)));
      cursor = page.cursor;
    } while (cursor !== undefined && found.length < limit);
    return found;
  }

  return ephemeral(productSearch, {
    search: ({ input, ctx }) => walk(ctx, input),
    async searchPage({ input: { limit, ...question }, ctx }) {
      const found = await walk(ctx, { ...question, limit: limit + 1 });
      const products = found.slice(0, limit);
      return { products, cursor: found.length > limit ? (products.at(-1)?.productId ?? null) : null };
    },
    getByIds: ({ input, ctx }) => gather(ctx, [...new Set(input.ids)]),
  });
};

/** The products that there are now; retired and unknown ids are left out. */
async function gather(ctx: EphemeralContext, ids: readonly string[]): Promise<Product[]> {
  const found = await Promise.all(ids.map((id) => ctx.query(product, id).getProduct()));
  return found.filter((each) => each !== null);
}
