import { expect, test } from "vitest";
import { openApi } from "./testing/open-api.ts";

test("everybody searches, page by page, and sees today's prices", async () => {
  const shop = await openApi();
  const { api } = shop.request({});
  const first = await api.search.products({ query: "brand:clay", limit: 1 });
  expect(first).toMatchObject({
    products: [{ product: { productId: "bowl" }, price: { price: { amount: 1_250 } } }],
    cursor: "bowl",
  });
  const second = await api.search.products({ query: "brand:clay", limit: 1, cursor: first.cursor ?? "" });
  expect(second).toMatchObject({ products: [{ product: { productId: "mug" } }], cursor: null });
  expect(await api.search.products({ query: "price:1" })).toEqual({ products: [], cursor: null });
});

test.each([
  { query: "x".repeat(1_001) },
  { query: "", cursor: "not an id" },
  { query: "", cursor: "best:-1" },
  { query: "", cursor: "rest:" },
  { query: "", limit: 101 },
])("a question that cannot be is refused: %o", async (input) => {
  const shop = await openApi();
  await expect(shop.request({}).api.search.products(input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
