import { expect } from "vitest";
import { mug, opening } from "../testing/shop.ts";
import { test } from "../testing/shop-test.ts";
import { product } from "./product.contract.ts";

const later = new Date(opening.getTime() + 1_000).toISOString();

test("nobody has heard of a product before it is initialised", async ({ shop }) => {
  expect(await shop.query(product, "p1").getProduct()).toBeNull();
});

test("a product is known by the id it was initialised under", async ({ shop }) => {
  await shop.ask(product, "p1").initializeProduct(mug);
  expect(await shop.query(product, "p1").getProduct()).toEqual({
    ...mug,
    productId: "p1",
    createdAt: opening.toISOString(),
    updatedAt: opening.toISOString(),
  });
  expect(await shop.query(product, "p2").getProduct()).toBeNull();
});

// The original starts a new life each time.
test("initialising again replaces everything but the day it was made", async ({ shop }) => {
  await shop.ask(product, "p1").initializeProduct(mug);
  await shop.advance(1_000);
  await shop.ask(product, "p1").initializeProduct({ ...mug, name: "Cup", tags: [] });
  expect(await shop.query(product, "p1").getProduct()).toEqual({
    ...mug,
    name: "Cup",
    tags: [],
    productId: "p1",
    createdAt: opening.toISOString(),
    updatedAt: later,
  });
});

test("an update changes what it names and keeps the rest, the day it was made too", async ({ shop }) => {
  await shop.ask(product, "p1").initializeProduct(mug);
  await shop.advance(1_000);
  await shop.ask(product, "p1").updateProduct({ brand: "Kiln" });
  expect(await shop.query(product, "p1").getProduct()).toEqual({
    ...mug,
    brand: "Kiln",
    productId: "p1",
    createdAt: opening.toISOString(),
    updatedAt: later,
  });
});

test("a retired product is gone until it is initialised again, then as old as it was", async ({ shop }) => {
  const gone = { ok: false, error: { code: "product_not_found", detail: { productId: "p1" } } };
  await shop.ask(product, "p1").initializeProduct(mug);
  expect(await shop.ask(product, "p1").retireProduct()).toEqual({ ok: true });
  expect(await shop.query(product, "p1").getProduct()).toBeNull();
  expect(await shop.ask(product, "p1").updateProduct({ name: "Cup" })).toEqual(gone);
  expect(await shop.ask(product, "p1").retireProduct()).toEqual(gone);
  await shop.advance(1_000);
  await shop.ask(product, "p1").initializeProduct(mug);
  expect(await shop.query(product, "p1").getProduct()).toMatchObject({
    createdAt: opening.toISOString(),
    updatedAt: later,
  });
});

test("its label is its name and brand, while it is sold", async ({ shop }) => {
  expect(await shop.query(product, "p1").getLabel()).toBeNull();
  await shop.ask(product, "p1").initializeProduct(mug);
  expect(await shop.query(product, "p1").getLabel()).toEqual({ name: mug.name, brand: mug.brand });
  await shop.ask(product, "p1").retireProduct();
  expect(await shop.query(product, "p1").getLabel()).toBeNull();
});
