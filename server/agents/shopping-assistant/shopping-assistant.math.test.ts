import fc from "fast-check";
import { expect, test } from "vitest";
import { covers, firstTry, nextTry, purchasesOf } from "./shopping-assistant.math.ts";
import { AssistantState, fromCounting } from "./shopping-assistant.state.ts";

const line = fc.record({
  productId: fc.constantFrom("a", "b", "c"),
  productName: fc.string(),
  productBrand: fc.string(),
  price: fc.constant({ amount: 1, currency: "USD" }),
  quantity: fc.integer({ min: 1, max: 999 }),
});
const orders = fc.array(
  fc.option(
    fc.record({
      items: fc.uniqueArray(line, { selector: ({ productId }) => productId }),
      orderStatus: fc.constantFrom("new" as const, "shipped" as const, "cancelled" as const),
    }),
  ),
);

test("every piece of an order that stands is counted once, most bought first", () => {
  fc.assert(
    fc.property(orders, (given) => {
      const pieces = given.flatMap((order) => (order && order.orderStatus !== "cancelled" ? order.items : []));
      const purchases = purchasesOf(given);
      expect(new Set(purchases.map(({ productId }) => productId)).size).toBe(purchases.length);
      for (const { productId, quantity } of purchases) {
        const own = pieces.filter((piece) => piece.productId === productId);
        expect(quantity).toBe(own.reduce((sum, piece) => sum + piece.quantity, 0));
      }
      expect(purchases.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(
        pieces.reduce((sum, { quantity }) => sum + quantity, 0),
      );
      const quantities = purchases.map(({ quantity }) => quantity);
      expect(quantities).toEqual(quantities.toSorted((a, b) => b - a));
    }),
  );
});

test("a product goes by the name it was last bought under, and a hundred are enough", () => {
  const item = (productId: string, productName: string, quantity: number) => ({
    ...{ productId, productName, productBrand: "Clay", price: { amount: 1, currency: "USD" }, quantity },
  });
  const newest = { orderStatus: "new" as const, items: [item("a", "New name", 1)] };
  const oldest = { orderStatus: "new" as const, items: [item("a", "Old name", 1)] };
  expect(purchasesOf([newest, oldest])).toEqual([{ productId: "a", name: "New name", brand: "Clay", quantity: 2 }]);
  const many = Array.from({ length: 120 }, (_, n) => item(`p${n}`, "Thing", n + 1));
  const kept = purchasesOf([{ orderStatus: "shipped", items: many }]);
  expect(kept).toHaveLength(100);
  expect([kept[0]?.quantity, kept.at(-1)?.quantity]).toEqual([120, 21]);
});

test("tries are further and further apart, and end", () => {
  const now = "2026-03-01T09:00:00.000Z";
  expect([1, 2, 3, 4].map((failures) => nextTry(now, failures))).toEqual([
    "2026-03-01T09:00:45.000Z",
    "2026-03-01T09:03:00.000Z",
    "2026-03-01T09:15:00.000Z",
    null,
  ]);
});

test("a first try is at once, but not within ten seconds of the last call", () => {
  const now = "2026-03-01T09:00:00.000Z";
  expect(firstTry(now, null)).toBe(now);
  expect(firstTry(now, "2026-03-01T08:59:57.000Z")).toBe("2026-03-01T09:00:07.000Z");
  expect(firstTry(now, "2026-02-28T09:00:00.000Z")).toBe(now);
});

test("a consultation that came to nothing does not hold up the next for ever", () => {
  const pending = { failures: 0, at: "2026-03-01T09:00:00.000Z" };
  expect(covers(pending, "2026-03-01T09:04:59.999Z")).toBe(true);
  expect(covers(pending, "2026-03-01T09:05:00.000Z")).toBe(false);
  expect(covers({ ...pending, failures: 1 }, pending.at)).toBe(false);
});

test("a state from before there were models keeps its requests", () => {
  const recommended = { productIds: [], productBrands: [], updatedAt: null };
  const older = { recommended, count: 2, requests: { "0": "o1", "1": "o2" } };
  expect(AssistantState.parse(fromCounting(older))).toMatchObject({
    count: 2,
    requests: older.requests,
    pending: null,
  });
});
