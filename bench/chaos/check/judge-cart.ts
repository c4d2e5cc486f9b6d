import type { CartCommand } from "../record.ts";
import { type Basket, type ExpectedCart, expectCart } from "./expected-cart.ts";
import { type Finding, firstSwapped } from "./finding.ts";
import type { Intent } from "./intents.ts";

/** What the shop says of a cart or an order. */
export type SeenBasket = {
  items: { product: string; quantity: number }[];
  email: string | null;
  street: string | null;
};
export type SeenOrder = SeenBasket & {
  orderId: string;
  /** The entries of its journal: an order that was made once has one. */
  commits: number;
};
export type SeenCart = { cart: SeenBasket; orders: SeenOrder[] };

/**
 * Whether a cart and its orders are what its commands have made of them. Its client asked for one thing at a time and left
 * the cart after a command whose end it never learned, so only the last one may or may not have taken effect.
 */
export function judgeCart(intents: readonly Intent<CartCommand>[], seen: SeenCart): Finding[] {
  const applied = intents.filter(({ outcome }) => outcome === "ok");
  const unknown = intents.filter(({ outcome }) => outcome === "unknown").at(-1);
  const without = compare(expectCart(applied), seen);
  if (!unknown || without.length === 0) return without;
  const byUnknown = compare(expectCart([...applied, unknown]), seen);
  return byUnknown.length < without.length ? byUnknown : without;
}

function compare({ basket, orders }: ExpectedCart, seen: SeenCart): Finding[] {
  const told = new Set(orders.flatMap(({ orderId }) => orderId ?? []));
  const untold = seen.orders.filter(({ orderId }) => !told.has(orderId));
  const found = new Map(seen.orders.map((order) => [order.orderId, order]));
  const findings: Finding[] = [];
  for (const order of orders) {
    const match = order.orderId === undefined ? untold.shift() : found.get(order.orderId);
    if (!match) findings.push({ kind: "lost", id: order.by, says: `order ${order.orderId ?? ""} is not there` });
    else {
      findings.push(...compareBasket(order.basket, match, `order ${match.orderId}`, order.by));
      if (match.commits !== 1)
        findings.push({ kind: "twice", id: order.by, says: `order ${match.orderId} was made ${match.commits} times` });
    }
  }
  const last = orders.at(-1)?.by ?? "";
  for (const { orderId } of untold)
    findings.push({ kind: "twice", id: last, says: `order ${orderId} was bought by nobody` });
  const listed = seen.orders.map(({ orderId }) => orderId);
  const twice = listed.find((orderId, i) => listed.indexOf(orderId) !== i);
  if (twice !== undefined) findings.push({ kind: "twice", id: last, says: `order ${twice} is listed twice` });
  const swapped = firstSwapped([...told], listed);
  if (swapped) findings.push({ kind: "out_of_order", id: last, says: `order ${swapped[1]} came after ${swapped[0]}` });
  return [...findings, ...compareBasket(basket, seen.cart, "the cart", last)];
}

function compareBasket(expected: Basket, seen: SeenBasket, where: string, by: string): Finding[] {
  const findings: Finding[] = [];
  const quantities = new Map(seen.items.map(({ product, quantity }) => [product, quantity]));
  for (const [product, line] of expected.lines) {
    const quantity = quantities.get(product);
    if (quantity === line.quantity) continue;
    const says = `${where} has ${quantity ?? "no"} ${product} and should have ${line.quantity}`;
    if (quantity === undefined) findings.push({ kind: "lost", id: line.addedBy, says });
    else if (line.before.includes(quantity)) findings.push({ kind: "lost", id: line.lastBy, says });
    else if ([line.quantity, ...line.before].some((value) => value + line.added === quantity))
      findings.push({ kind: "twice", id: line.addedBy, says });
    else findings.push({ kind: "wrong", id: line.lastBy, says });
  }
  for (const [product, quantity] of quantities) {
    if (expected.lines.has(product)) continue;
    const removal = expected.removed.get(product);
    const says = `${where} has ${quantity} ${product} and should have none`;
    findings.push(removal === undefined ? { kind: "twice", id: by, says } : { kind: "lost", id: removal, says });
  }
  const swapped = firstSwapped([...expected.lines.keys()], [...quantities.keys()]);
  if (swapped) {
    const id = expected.lines.get(swapped[1])?.addedBy ?? by;
    findings.push({ kind: "out_of_order", id, says: `${where} has ${swapped[0]} before ${swapped[1]}` });
  }
  const says = (name: string, is: string | null, should: string | null) =>
    `${where} has the ${name} ${is} and should have ${should}`;
  if (seen.email !== expected.email)
    findings.push({ kind: "lost", id: expected.emailBy || by, says: says("e-mail", seen.email, expected.email) });
  if (seen.street !== expected.street)
    findings.push({ kind: "lost", id: expected.streetBy || by, says: says("street", seen.street, expected.street) });
  return findings;
}
