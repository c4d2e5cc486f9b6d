import type { Product } from "../product/product.contract.ts";
import type { ProductPage, SearchCursor } from "./product-search.contract.ts";

type Rest = (page: { after?: string; limit: number; except: ReadonlySet<string> }) => Promise<Product[]>;

/**
 * A page of an answer that begins with the best matches and goes on with the others by id. Without any change meanwhile
 * the pages are the whole answer and hold each product once. When the best ones are not known any more, those before a
 * cursor may come again and nothing is left out.
 */
export async function bestFirst(
  best: readonly Product[],
  { after, limit }: { after?: SearchCursor | undefined; limit: number },
  rest: Rest,
): Promise<ProductPage> {
  const lastOther = after?.startsWith("rest:") ? after.slice("rest:".length) : undefined;
  const place = lastOther !== undefined ? best.length : Number(after?.slice("best:".length) ?? 0);
  const head = best.slice(place, place + limit + 1);
  const end = place + limit;
  if (head.length > limit) return { products: head.slice(0, limit), cursor: `best:${end}` };

  const others = await rest({
    ...(lastOther !== undefined && { after: lastOther }),
    limit: limit + 1 - head.length,
    except: new Set(best.map(({ productId }) => productId)),
  });
  const products = [...head, ...others].slice(0, limit);
  if (head.length + others.length <= limit) return { products, cursor: null };
  // a full page of best ones alone: the others begin on the next
  if (head.length === limit) return { products, cursor: `best:${end}` };
  return { products, cursor: `rest:${products.at(-1)?.productId ?? ""}` };
}
