// The cart as a Durable Object with SQLite storage, behind a worker that hands each request on to its object
import { DurableObject } from "cloudflare:workers";

export class Cart extends DurableObject {
  constructor(state, env) {
    super(state, env);
    this.sql = state.storage.sql;
    this.sql.exec(
      "CREATE TABLE IF NOT EXISTS lines (product TEXT PRIMARY KEY, name TEXT, brand TEXT, price REAL, quantity INTEGER)",
    );
    // an object is the only one to change its rows, so it may read from memory
    this.lines = new Map(
      this.sql
        .exec("SELECT * FROM lines")
        .toArray()
        .map((row) => [row.product, row]),
    );
  }

  async fetch(request) {
    if (request.method === "GET") return Response.json({ items: [...this.lines.values()] });
    const { productId: product, name, brand, price, quantity } = await request.json();
    const line = this.lines.get(product);
    if (line) {
      line.quantity += quantity;
      this.sql.exec("UPDATE lines SET quantity = ? WHERE product = ?", line.quantity, product);
    } else {
      this.lines.set(product, { product, name, brand, price, quantity });
      this.sql.exec("INSERT INTO lines VALUES (?, ?, ?, ?, ?)", product, name, brand, price, quantity);
    }
    return Response.json({ ok: "item added" });
  }
}

export default {
  fetch(request, env) {
    const user = request.url.slice(request.url.lastIndexOf("/") + 1);
    return env.carts.get(env.carts.idFromName(user)).fetch(request);
  },
};
