import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { listed } from "#agents/testing/shop.ts";
import type { AskedRows, ProductTable } from "#server/api/product-table.ts";
import { databases, type TestPostgres } from "#server/testing/postgres-server.ts";
import { openReadModels, type ReadModels } from "../testing/open-read-models.ts";
import { createProductTable } from "./product-table.ts";

describe.each(databases)("the table of products on %s", (_name, start) => {
  let server: TestPostgres;
  let models: ReadModels;
  let table: ProductTable;
  beforeAll(async () => {
    server = await start();
    models = await openReadModels(server.url);
    table = createProductTable(models.database, () => {});
  });
  afterAll(async () => {
    await models?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    await models.forget();
    await models.make("t-cup", { name: "Zinc cup", brand: "Alder" });
    await models.make("t-bowl", { name: "Oak bowl", brand: "birch", tags: ["50% off_er"] });
    await models.make("t-jug", { name: "Ash jug", brand: "Cedar", description: "ΣΟΦΟΣ" });
    await models.project();
  });

  const find = (asked: Partial<AskedRows> = {}) =>
    table.find({ words: "t-", order: "name", descending: false, offset: 0, limit: 50, ...asked });
  const idsOf = async (asked: Partial<AskedRows>) => (await find(asked)).rows.map(({ productId }) => productId);

  test("rows come in the order that is asked for, either way", async () => {
    expect(await idsOf({ order: "name" })).toEqual(["t-jug", "t-bowl", "t-cup"]);
    expect(await idsOf({ order: "name", descending: true })).toEqual(["t-cup", "t-bowl", "t-jug"]);
    expect(await idsOf({ order: "brand" })).toEqual(["t-cup", "t-bowl", "t-jug"]);
  });

  test("a changed price makes a product the one that changed last", async () => {
    await models.shop.clock.advance(60_000);
    await models.staff
      .ask(pricing, "t-bowl")
      .initializePricing({ msrpPrices: [], listPrices: listed(100), salePrices: [] });
    await models.project();
    const { rows } = await find({ order: "updated", descending: true });
    expect(rows[0]?.productId).toBe("t-bowl");
    expect(rows[0]?.updatedAt).toBe((await models.staff.query(pricing, "t-bowl").getPricing())?.updatedAt);
  });

  test("every word must be somewhere in the product or its id, and means itself", async () => {
    expect(await idsOf({ words: "JUG cedar" })).toEqual(["t-jug"]);
    expect(await idsOf({ words: "jug birch" })).toEqual([]);
    expect(await idsOf({ words: "T-BOWL" })).toEqual(["t-bowl"]);
    expect(await idsOf({ words: "σοφος" })).toEqual(["t-jug"]);
    expect(await idsOf({ words: "50% f_e" })).toEqual(["t-bowl"]);
    expect(await idsOf({ words: "t-_ug" })).toEqual([]);
    expect(await idsOf({ words: "\0 \\" })).toEqual([]);
  });

  test("pages meet every row once and know how many there are", async () => {
    const pages = await Promise.all([0, 2].map((offset) => find({ offset, limit: 2 })));
    expect(pages.map(({ total }) => total)).toEqual([3, 3]);
    expect(pages.flatMap(({ rows }) => rows.map(({ name }) => name))).toEqual(["Ash jug", "Oak bowl", "Zinc cup"]);
  });

  test("a retired product is not there", async () => {
    await models.staff.ask(product, "t-cup").retireProduct();
    await models.project();
    expect(await idsOf({})).toEqual(["t-jug", "t-bowl"]);
  });
});
