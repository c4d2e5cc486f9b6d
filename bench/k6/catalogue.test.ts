import { expect, test } from "vitest";
import { idPattern } from "#lib/ids.ts";
import { brandSizes, priceOnly, prices, products, shoppers } from "./catalogue.ts";

test("49 products of four brands have 50 prices: the last one has no product", () => {
  expect(products).toHaveLength(49);
  expect(prices).toHaveLength(50);
  const ids = new Set(products.map(({ id }) => id));
  expect(ids.size).toBe(49);
  expect(prices.filter(({ id }) => !ids.has(id)).map(({ id }) => id)).toEqual([priceOnly]);
  for (const [brand, size] of Object.entries(brandSizes)) {
    expect(products.filter((product) => product.brand === brand)).toHaveLength(size);
  }
});

test("every id is one that the shop takes, and none is one of the demo catalogue", () => {
  for (const id of [...prices.map((price) => price.id), ...shoppers]) {
    expect(id).toMatch(idPattern);
    expect(id).toMatch(/^k6-/);
  }
  expect(new Set(shoppers).size).toBe(10);
});
