import { expect, test } from "vitest";
import { product } from "#agents/product/product.contract.ts";
import { openApi } from "./testing/open-api.ts";

test("the list walks all products in pages that end", async () => {
  const shop = await openApi();
  const first = await shop.as("ann").product.list({ limit: 1 });
  expect(first.products.map((it) => it.product.productId)).toEqual(["bowl"]);
  const second = await shop.as("ann").product.list({ limit: 1, ...(first.cursor && { cursor: first.cursor }) });
  expect(second.products.map((it) => it.product.productId)).toEqual(["mug"]);
  const all = await shop.as("ann").product.list({});
  expect([all.products.length, all.cursor]).toEqual([2, null]);
});

test("a product without a price is listed, a retired one is not", async () => {
  const shop = await openApi();
  const vase = { name: "Vase", brand: "Clay & Co", description: "", tags: [] };
  await shop.system.ask(product, "vase").initializeProduct(vase);
  await shop.system.ask(product, "mug").retireProduct();
  const { products } = await shop.as("ann").product.list({});
  expect(products.map((it) => [it.product.productId, it.price?.price.amount ?? null])).toEqual([
    ["bowl", 1_250],
    ["vase", null],
  ]);
});

test.each(["nothing", "%%%", "a/b", "", "x".repeat(300)])("%o is no product", async (productId) => {
  const shop = await openApi();
  expect(await shop.as("ann").product.get({ productId })).toBeNull();
});

test.each(["nothing", "../etc", "x".repeat(300)])("%o is no order", async (orderId) => {
  const shop = await openApi();
  await expect(shop.as("ann").order.get({ orderId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
