/** A line of a cart; every system keeps all of it. */
export interface Item {
  productId: string;
  name: string;
  brand: string;
  price: number;
  quantity: number;
}

const brands = ["Northwind", "Contoso", "Fabrikam"];

/** What each cart holds while it is measured: a command adds one more of a line that is there, so the state keeps its size. */
export const items: readonly Item[] = Array.from({ length: 10 }, (_, index) => ({
  productId: `peer-${index}`,
  name: `Measured product number ${index}`,
  brand: brands[index % brands.length] ?? "",
  price: 10 + index,
  quantity: 1,
}));

/** More carts than connections, so that two requests under way seldom meet at one. */
const cartCount = 256;

export const users: readonly string[] = Array.from({ length: cartCount }, (_, index) => `peer-user-${index}`);

/** The cart and the line of each request of one pass: all carts in turn, and for each its lines in turn. */
export const turns: readonly { user: string; item: Item }[] = items.flatMap((item) =>
  users.map((user) => ({ user, item })),
);
