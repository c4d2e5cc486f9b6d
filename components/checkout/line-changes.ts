import type { Item } from "#agents/item.contract.ts";

type Priced = Pick<Item, "price" | "quantity">;

/** How a line differs from what the shopper saw; one side is null where the line is new or gone. */
export type LineChange = { productId: string; productName: string; before: Priced | null; after: Priced | null };

/** What changed between two sights of a cart, in the order of the lines. */
export function changesBetween(before: readonly Item[], after: readonly Item[]): LineChange[] {
  const seen = new Map(before.map((item) => [item.productId, item]));
  const now = new Set(after.map(({ productId }) => productId));
  const gone = before.filter(({ productId }) => !now.has(productId));
  return [
    ...after.flatMap((item) => {
      const old = seen.get(item.productId);
      return old && isSame(old, item) ? [] : [{ ...nameOf(item), before: old ?? null, after: item }];
    }),
    ...gone.map((item) => ({ ...nameOf(item), before: item, after: null })),
  ];
}

const nameOf = ({ productId, productName }: Item) => ({ productId, productName });

const isSame = (a: Priced, b: Priced) =>
  a.quantity === b.quantity && a.price.amount === b.price.amount && a.price.currency === b.price.currency;
