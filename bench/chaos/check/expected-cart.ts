import type { CartCommand } from "../record.ts";
import type { Intent } from "./intents.ts";

/** A line of a basket as it should be, and all that it has been. */
type Line = { quantity: number; before: number[]; added: number; addedBy: string; lastBy: string };
export type Basket = {
  lines: Map<string, Line>;
  removed: Map<string, string>;
  email: string | null;
  emailBy: string;
  street: string | null;
  streetBy: string;
};
export type ExpectedOrder = { by: string; orderId: string | undefined; basket: Basket };
export type ExpectedCart = { basket: Basket; orders: ExpectedOrder[] };

const noBasket = (): Basket => ({
  lines: new Map(),
  removed: new Map(),
  email: null,
  emailBy: "",
  street: null,
  streetBy: "",
});

/** What a cart and its orders are after these commands, each of them having taken effect once and in this order. */
export function expectCart(applied: readonly Intent<CartCommand>[]): ExpectedCart {
  let basket = noBasket();
  const orders: ExpectedOrder[] = [];
  for (const { id, command, orderId } of applied) {
    switch (command.kind) {
      case "add": {
        const { product, quantity } = command;
        const before = basket.lines.get(product);
        basket.lines.set(product, {
          quantity: (before?.quantity ?? 0) + quantity,
          before: before ? [...before.before, before.quantity] : [],
          added: quantity,
          addedBy: id,
          lastBy: id,
        });
        basket.removed.delete(product);
        break;
      }
      case "set": {
        const line = basket.lines.get(command.product);
        if (!line) break;
        line.before.push(line.quantity);
        line.quantity = command.quantity;
        line.lastBy = id;
        break;
      }
      case "remove":
        basket.lines.delete(command.product);
        basket.removed.set(command.product, id);
        break;
      case "clear":
        basket = { ...noBasket(), email: basket.email, emailBy: basket.emailBy };
        break;
      case "email":
        basket.email = command.email;
        basket.emailBy = id;
        break;
      case "address":
        basket.street = command.street;
        basket.streetBy = id;
        break;
      case "checkout":
        orders.push({ by: id, orderId, basket });
        basket = { ...noBasket(), email: basket.email, emailBy: basket.emailBy };
    }
  }
  return { basket, orders };
}
