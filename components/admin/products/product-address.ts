export const productOrders = ["name", "brand", "price", "updated"] as const;
export type ProductOrder = (typeof productOrders)[number];

/** Which products the list shows, as its address says it. */
export type ProductsAsked = {
  words: string;
  order: ProductOrder;
  descending: boolean;
  page: number;
  after?: string;
};

export const firstProducts: ProductsAsked = { words: "", order: "name", descending: false, page: 1 };

/** The address of the list; what is as always is left out. */
export function productsAddress(asked: Partial<ProductsAsked>): string {
  const { words, order, descending, page, after } = { ...firstProducts, ...asked };
  const parameters = new URLSearchParams({
    ...(words !== "" && { q: words }),
    ...(order !== firstProducts.order && { sort: order }),
    ...(descending && { down: "1" }),
    ...(page > 1 && { page: String(page) }),
    ...(after !== undefined && { after }),
  });
  return parameters.size === 0 ? "/admin/products" : `/admin/products?${parameters}`;
}

/** What an address asks for; null when no link of ours leads there. */
export function askedIn(parameters: Readonly<Record<string, string | string[] | undefined>>): ProductsAsked | null {
  const { q = "", sort = firstProducts.order, down, page = "1", after } = parameters;
  const order = productOrders.find((each) => each === sort);
  if (Array.isArray(q) || Array.isArray(page) || Array.isArray(after)) return null;
  if (order === undefined || !/^[1-9]\d{0,4}$/.test(page)) return null;
  const words = q.trim().slice(0, 500);
  return { words, order, descending: down === "1", page: Number(page), ...(after && { after }) };
}
