import { expect, test } from "vitest";
import { product } from "#agents/product/product.contract.ts";
import { mostTicked } from "#lib/search-query.ts";
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

test("an answer is narrowed to makers and tags, exactly as they are written", async () => {
  const shop = await openApi();
  const { api } = shop.request({});
  const fields = { name: "Trowel", description: "", tags: ["garden", "tool"] };
  await shop.system.ask(product, "trowel").initializeProduct({ ...fields, brand: "Clay" });
  await shop.system.ask(product, "spade").initializeProduct({ ...fields, brand: "Wrenhollow" });
  const idsOf = async (question: Parameters<typeof api.search.products>[0]) =>
    (await api.search.products(question)).products.map((it) => it.product.productId);
  expect(await idsOf({ query: "", brands: ["Clay"] })).toEqual(["trowel"]);
  expect(await idsOf({ query: "", brands: ["Clay", "Clay & Co"] })).toEqual(["bowl", "mug", "trowel"]);
  expect(await idsOf({ query: "mug", brands: ["Clay", "Clay & Co"] })).toEqual(["mug"]);
  expect(await idsOf({ query: "", tags: ["garden", "desk"] })).toEqual(["spade", "trowel"]);
  expect(await idsOf({ query: "", tags: ["garden"], brands: ["Wrenhollow"] })).toEqual(["spade"]);
  expect(await idsOf({ query: "", tags: ["gard"] })).toEqual([]);
});

test("as many makers can be ticked as are offered at once, and some more", async () => {
  const { api } = (await openApi()).request({});
  const brands = ["Clay & Co", ...Array.from({ length: mostTicked - 1 }, (_, n) => `Maker ${n}`)];
  expect((await api.search.products({ query: "", brands })).products).toHaveLength(2);
  expect(await api.search.facets({ query: "", brands })).toBeNull();
});

test("the window has nothing while the index cannot say what is in it", async () => {
  const shop = await openApi();
  expect(await shop.request({}).api.search.featured({ limit: 4 })).toBeNull();
});

test("facets are what the index counts, with tags as categories; nothing while it cannot count", async () => {
  const facets = { brands: [{ text: "Clay & Co", count: 2 }], tags: [{ text: "kitchen", count: 1 }] };
  const { api } = (await openApi({ facets })).request({});
  expect(await api.search.facets({ query: "" })).toEqual({ brands: facets.brands, categories: facets.tags });
  expect(await api.search.facets({ query: "price:1" })).toBeNull();
  const without = (await openApi()).request({}).api;
  expect(await without.search.facets({ query: "" })).toBeNull();
});
