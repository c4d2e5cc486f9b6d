import { expect, test } from "vitest";
import type { Item } from "#agents/item.contract.ts";
import { changesBetween } from "./line-changes.ts";

const item = (productId: string, amount: number, quantity = 1): Item => ({
  productId,
  productName: `The ${productId}`,
  productBrand: "Clay & Co",
  price: { amount, currency: "USD" },
  quantity,
});

test("equal carts differ in nothing", () => {
  expect(changesBetween([item("mug", 1_000), item("bowl", 500)], [item("mug", 1_000), item("bowl", 500)])).toEqual([]);
});

test("a price and a quantity are told with both sides", () => {
  const changes = changesBetween([item("mug", 1_000), item("bowl", 500)], [item("mug", 1_200), item("bowl", 500, 3)]);
  expect(changes).toMatchObject([
    { productName: "The mug", before: { price: { amount: 1_000 } }, after: { price: { amount: 1_200 } } },
    { productName: "The bowl", before: { quantity: 1 }, after: { quantity: 3 } },
  ]);
});

test("a line that came and a line that went have one side", () => {
  expect(changesBetween([item("mug", 1_000)], [item("bowl", 500)])).toMatchObject([
    { productId: "bowl", before: null, after: { quantity: 1 } },
    { productId: "mug", before: { quantity: 1 }, after: null },
  ]);
});
