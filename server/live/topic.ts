import { order } from "#agents/order/order.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { idPattern } from "#lib/ids.ts";
import { agentName } from "#runtime/ids.ts";

/** What a browser can follow: its own cart, the price of a product, an order of its own. */
export type Topic = { kind: "cart" } | { kind: "price" | "order"; id: string };

/** `cart`, `price/<product id>` or `order/<order id>`; null for anything else. */
export function readTopic(text: string): Topic | null {
  if (text === "cart") return { kind: "cart" };
  const [kind, id, ...rest] = text.split("/");
  if ((kind !== "price" && kind !== "order") || id === undefined || rest.length > 0) return null;
  return idPattern.test(id) ? { kind, id } : null;
}

export const agentOf = ({ kind, id }: Exclude<Topic, { kind: "cart" }>): string =>
  agentName((kind === "price" ? pricing : order).name, id);
