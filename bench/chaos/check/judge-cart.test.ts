import { expect, test } from "vitest";
import type { CartCommand, Outcome } from "../record.ts";
import type { Intent } from "./intents.ts";
import { judgeCart, type SeenCart, type SeenOrder } from "./judge-cart.ts";

let n = 0;
const did = (command: CartCommand, outcome: Outcome = "ok", orderId?: string): Intent<CartCommand> => {
  n += 1;
  return {
    ...{ id: `c${n}`, client: "c", keyed: false, command, sentAt: n, endedAt: n, outcome },
    ...(orderId !== undefined && { orderId }),
  };
};
const cart = "c-0";
const add = (product: string, quantity: number, outcome?: Outcome) =>
  did({ kind: "add", cart, product, quantity }, outcome);
const set = (product: string, quantity: number) => did({ kind: "set", cart, product, quantity });
const remove = (product: string) => did({ kind: "remove", cart, product });
const buy = (orderId: string | undefined, outcome?: Outcome) => did({ kind: "checkout", cart }, outcome, orderId);

type Items = [product: string, quantity: number][];
const basket = (items: Items = [], email: string | null = null, street: string | null = null) => ({
  items: items.map(([product, quantity]) => ({ product, quantity })),
  email,
  street,
});
const order = (orderId: string, items: Items, commits = 1): SeenOrder => ({ orderId, commits, ...basket(items) });
const seen = (items: Items, orders: SeenOrder[] = []): SeenCart => ({ cart: basket(items), orders });

const kinds = (intents: Intent<CartCommand>[], state: SeenCart) => judgeCart(intents, state).map(({ kind }) => kind);

test("a cart and orders as the commands made them are flawless", () => {
  const commands = [
    add("a", 3),
    add("b", 4),
    set("a", 400),
    remove("b"),
    did({ kind: "set", cart, product: "b", quantity: 5 }, "refused"),
    add("b", 7),
    did({ kind: "email", cart, email: "e" }),
    did({ kind: "address", cart, street: "s" }),
    buy("o1"),
    add("b", 1),
    did({ kind: "clear", cart }),
    add("c", 2),
  ];
  const bought: SeenOrder = {
    ...order("o1", [
      ["a", 400],
      ["b", 7],
    ]),
    email: "e",
    street: "s",
  };
  expect(judgeCart(commands, { cart: basket([["c", 2]], "e"), orders: [bought] })).toEqual([]);
});

test("a lost add, a lost change and a lost removal are found, and the command is named", () => {
  const lost = add("a", 3);
  expect(judgeCart([lost, add("b", 4)], seen([["b", 4]]))).toMatchObject([{ kind: "lost", id: lost.id }]);
  const change = set("a", 400);
  expect(judgeCart([add("a", 3), change], seen([["a", 3]]))).toMatchObject([{ kind: "lost", id: change.id }]);
  const removal = remove("a");
  expect(judgeCart([add("a", 3), removal], seen([["a", 3]]))).toMatchObject([{ kind: "lost", id: removal.id }]);
});

test("a doubled add is found, also in an order, behind a change and in the next basket", () => {
  expect(kinds([add("a", 3)], seen([["a", 6]]))).toEqual(["twice"]);
  expect(kinds([add("a", 3), buy("o1")], seen([], [order("o1", [["a", 6]])]))).toEqual(["twice"]);
  expect(kinds([add("a", 3), set("a", 400)], seen([["a", 403]]))).toEqual(["twice"]);
  expect(kinds([add("a", 3), buy("o1")], seen([["a", 3]], [order("o1", [["a", 3]])]))).toEqual(["twice"]);
});

test("lines, orders and e-mails in another order than their commands are found", () => {
  const both = [add("a", 3), add("b", 4)];
  const swapped: Items = [
    ["b", 4],
    ["a", 3],
  ];
  expect(kinds(both, seen(swapped))).toEqual(["out_of_order"]);
  const bought = [add("a", 3), buy("o1"), add("a", 4), buy("o2")];
  expect(kinds(bought, seen([], [order("o2", [["a", 4]]), order("o1", [["a", 3]])]))).toEqual(["out_of_order"]);
  const emails = ["one", "two"].map((email) => did({ kind: "email", cart, email }));
  expect(judgeCart(emails, { cart: basket([], "one"), orders: [] })).toMatchObject([{ id: emails[1]?.id }]);
});

test("an order that is missing, doubled, listed twice, made twice or nobody's is found", () => {
  const commands = [add("a", 3), buy("o1")];
  const bought = order("o1", [["a", 3]]);
  expect(kinds(commands, seen([]))).toEqual(["lost"]);
  expect(kinds(commands, seen([], [bought, order("o2", [["a", 3]])]))).toEqual(["twice"]);
  expect(kinds(commands, seen([], [bought, bought]))).toEqual(["twice"]);
  expect(kinds(commands, seen([], [order("o1", [["a", 3]], 2)]))).toEqual(["twice"]);
});

test("a command whose end is unknown may have taken effect once or not, and not twice", () => {
  const unknown = [add("a", 3), add("b", 4, "unknown")];
  expect(kinds(unknown, seen([["a", 3]]))).toEqual([]);
  const with4: Items = [
    ["a", 3],
    ["b", 4],
  ];
  expect(kinds(unknown, seen(with4))).toEqual([]);
  const with8: Items = [
    ["a", 3],
    ["b", 8],
  ];
  expect(kinds(unknown, seen(with8))).toEqual(["twice"]);
  const bought = [add("a", 3), buy(undefined, "unknown")];
  expect(kinds(bought, seen([["a", 3]]))).toEqual([]);
  expect(kinds(bought, seen([], [order("o1", [["a", 3]])]))).toEqual([]);
  expect(kinds(bought, seen([["a", 3]], [order("o1", [["a", 3]])]))).not.toEqual([]);
});
