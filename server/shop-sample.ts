import { order } from "#agents/order/order.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { featuredTag } from "#lib/featured.ts";
import type { AnyContract } from "#runtime/contract.ts";
import type { RuntimeProcess } from "#runtime/create-runtime.ts";
import type { Shelf } from "./assistant/facts.ts";

const MAX_PRODUCTS = 1_000;
const MAX_ORDERS = 500;
const kept = 60_000;

/**
 * What the assistant is told about the shop: the first thousand products, and the first five hundred orders, which are a
 * fair sample because their ids are hashes. It is read at most once a minute, by all shoppers of this process together.
 */
export function createShopSample(runtime: () => RuntimeProcess, now: () => number): () => Promise<Shelf> {
  let last: { at: number; shelf: Promise<Shelf> } | undefined;
  return () => {
    if (last && now() - last.at < kept) return last.shelf;
    const shelf = readShelf(runtime());
    last = { at: now(), shelf };
    // what failed is read again by the next
    shelf.catch(() => {
      if (last?.shelf === shelf) last = undefined;
    });
    return shelf;
  };
}

async function readShelf(runtime: RuntimeProcess): Promise<Shelf> {
  const { query } = runtime.as({ kind: "system", id: "assistant" });
  const [products, orders] = await Promise.all([
    firstIds(runtime, product, MAX_PRODUCTS).then((ids) =>
      Promise.all(ids.map((id) => query(product, id).getProduct())),
    ),
    firstIds(runtime, order, MAX_ORDERS).then((ids) => Promise.all(ids.map((id) => query(order, id).getOrder()))),
  ]);
  return {
    products: products.flatMap((found) =>
      found === null
        ? []
        : [
            {
              productId: found.productId,
              name: found.name,
              brand: found.brand,
              tags: found.tags.filter((tag) => tag !== featuredTag),
            },
          ],
    ),
    baskets: orders.flatMap((found) =>
      found === null || found.orderStatus === "cancelled" ? [] : [found.items.map(({ productId }) => productId)],
    ),
  };
}

async function firstIds(runtime: RuntimeProcess, of: AnyContract, most: number): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await runtime.list(of, { limit: Math.min(200, most - found.length), ...(cursor && { cursor }) });
    found.push(...page.ids);
    cursor = page.cursor;
  } while (cursor !== undefined && found.length < most);
  return found;
}
