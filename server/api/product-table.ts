export const productOrders = ["name", "brand", "updated"] as const;
export type ProductOrder = (typeof productOrders)[number];

/** A product as the read models have it, a moment after its agent. */
export type ProductRow = {
  productId: string;
  name: string;
  brand: string;
  /** When the product or its prices changed last. */
  updatedAt: string;
};

export type AskedRows = {
  /** Words that are all somewhere in the product or its id; none are all products. */
  words: string;
  order: ProductOrder;
  descending: boolean;
  offset: number;
  limit: number;
};

/** The catalogue's read model, for people who look for a product. Throws while PostgreSQL is away. */
export interface ProductTable {
  find(asked: AskedRows): Promise<{ rows: ProductRow[]; total: number }>;
}
