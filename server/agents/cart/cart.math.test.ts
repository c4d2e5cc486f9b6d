import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_ITEMS, MAX_QUANTITY } from "../item.contract.ts";
import { inOrder } from "../lines.ts";
import { MAX_PREVIOUS_ORDERS } from "./cart.contract.ts";
import { absorbLines, orderIdOf, orderOfQuote, type Quoted, quoteOf, remember } from "./cart.math.ts";
import type { Line, PreviousOrder } from "./cart.state.ts";

const item = (productId: string, quantity: number, amount: number) => ({
  productId,
  productName: productId,
  productBrand: "b",
  price: { amount, currency: "USD" },
  quantity,
});
const quoted: Quoted = {
  userId: "u1",
  checkouts: 0,
  currency: "USD",
  region: "global",
  items: [item("p1", 2, 500), item("p2", 1, 900)],
  unavailableItems: [],
};

describe("a quote", () => {
  test("does not depend on the order of the lines or on names", () => {
    const [first, second] = quoted.items.map((line) => ({ ...line, productName: "renamed" }));
    if (!first || !second) throw new Error("two lines");
    expect(quoteOf({ ...quoted, items: [second, first] })).toBe(quoteOf(quoted));
    expect(quoteOf(quoted)).toMatch(/^[0-9a-f]{32}$/);
  });

  test.each<[string, Partial<Quoted>]>([
    ["a quantity", { items: [item("p1", 3, 500), item("p2", 1, 900)] }],
    ["a price", { items: [item("p1", 2, 501), item("p2", 1, 900)] }],
    ["a line", { items: [item("p1", 2, 500)] }],
    ["the product of a line", { items: [item("p1", 2, 500), item("p3", 1, 900)] }],
    ["the currency", { currency: "EUR" }],
    ["the region", { region: "eu" }],
    ["the cart", { userId: "u2" }],
    ["the number of the checkout", { checkouts: 1 }],
    [
      "a line that cannot be bought",
      {
        unavailableItems: [
          { productId: "p9", productName: "", productBrand: "", quantity: 1, reason: "product_not_found" },
        ],
      },
    ],
  ])("is another when %s is another", (_, changed) => {
    expect(quoteOf({ ...quoted, ...changed })).not.toBe(quoteOf(quoted));
  });
});

describe("order ids", () => {
  test("are the same for the same checkout, and another for every other", () => {
    expect(orderIdOf("u1", 0)).toBe(orderIdOf("u1", 0));
    const shoppers = fc.tuple(fc.string(), fc.nat());
    fc.assert(
      fc.property(shoppers, shoppers, (a, b) => {
        fc.pre(a[0] !== b[0] || a[1] !== b[1]);
        expect(orderIdOf(...a)).not.toBe(orderIdOf(...b));
      }),
    );
  });

  test("never change between versions of the shop", () => {
    expect(orderIdOf("user001", 0)).toBe("a7108abb-c10c-5c9e-8072-8972a7d3c0b2");
  });
});

describe("previous orders", () => {
  test("the newest are remembered, oldest first, and found by their quote", () => {
    const orders: Record<string, PreviousOrder> = {};
    for (let n = 0; n < MAX_PREVIOUS_ORDERS + 3; n++) remember(orders, `o${n}`, n % 2 ? `q${n}` : null);
    const ids = inOrder(orders).map(([orderId]) => orderId);
    expect(ids).toHaveLength(MAX_PREVIOUS_ORDERS);
    expect([ids[0], ids.at(-1)]).toEqual(["o3", `o${MAX_PREVIOUS_ORDERS + 2}`]);
    expect(orderOfQuote(orders, "q5")).toBe("o5");
    expect(orderOfQuote(orders, "q1")).toBeUndefined();
    expect(orderOfQuote(orders, "o4")).toBeUndefined();
  });
});

describe("absorbing lines", () => {
  const line = (quantity: number, position = 0): Line => ({
    productName: "n",
    productBrand: "b",
    quantity,
    position,
  });
  const quantity = fc.integer({ min: 1, max: MAX_QUANTITY });
  const basket = fc.dictionary(fc.constantFrom("p1", "p2", "p3", "constructor", "7"), quantity);

  test("quantities are summed up to the most a line may have", () => {
    fc.assert(
      fc.property(basket, basket, (own, brought) => {
        const lines = Object.fromEntries(Object.entries(own).map(([id, n], position) => [id, line(n, position)]));
        const leftOut = absorbLines(
          lines,
          Object.entries(brought).map(([productId, n]) => ({ ...line(n), productId })),
        );
        expect(leftOut).toEqual([]);
        const has = (from: Record<string, number>, id: string) => (Object.hasOwn(from, id) ? (from[id] ?? 0) : 0);
        for (const id of new Set([...Object.keys(own), ...Object.keys(brought)])) {
          expect(lines[id]?.quantity).toBe(Math.min(has(own, id) + has(brought, id), MAX_QUANTITY));
        }
        const positions = Object.values(lines).map(({ position }) => position);
        expect(new Set(positions).size).toBe(positions.length);
      }),
    );
  });

  test("what there is no room for is left out by name; what is there already still grows", () => {
    const lines: Record<string, Line> = {};
    for (let n = 0; n < MAX_ITEMS; n++) lines[`p${n}`] = line(1, n);
    const leftOut = absorbLines(lines, [
      { ...line(5), productId: "late" },
      { ...line(5), productId: "p0" },
    ]);
    expect(leftOut).toEqual(["late"]);
    expect(Object.keys(lines)).toHaveLength(MAX_ITEMS);
    expect(lines.p0?.quantity).toBe(6);
  });
});
