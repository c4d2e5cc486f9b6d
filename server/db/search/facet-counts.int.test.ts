import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CountFacets } from "#agents/product-search/product-search.contract.ts";
import { productSearch } from "#agents/product-search/product-search.contract.ts";
import { parseSearch } from "#lib/search-query.ts";
import { databases, type TestPostgres } from "#server/testing/postgres-server.ts";
import { openReadModels, type ReadModels } from "../testing/open-read-models.ts";
import { createFacetCounts } from "./create-facet-counts.ts";

const [[, startPglite]] = databases as [(typeof databases)[number]];

let server: TestPostgres;
let models: ReadModels;
let countFacets: CountFacets;
beforeAll(async () => {
  server = await startPglite();
  models = await openReadModels(server.url);
  const monotonic = () => performance.now();
  countFacets = createFacetCounts({ database: models.database, monotonic, log: () => {}, patience: 20_000 });
});
afterAll(async () => {
  await models?.close();
  await server?.stop();
});

const brand = fc.constantFrom("Clay & Co", "clay & co", "Tümpel", "İnceçay", "50%_\\", "ΣΑΣ", "a'b");
const tag = fc.constantFrom("kitchen", "Kitchen", "garden", "desk", "old kitchen", "%");
const name = fc.constantFrom("Mug", "Kitchen mug", "ΟΔΟΣ", "Tümpel");
const product = fc.record({ name, brand, tags: fc.array(tag, { maxLength: 3 }) });
const query = fc.constantFrom(
  "",
  "mug",
  "name:kitchen",
  "tag:kitchen",
  'brand:"clay & co"',
  "name:",
  "product-id:p1",
  "σ",
);
const ticked = fc.record({
  brands: fc.uniqueArray(brand, { maxLength: 2 }),
  tags: fc.uniqueArray(tag, { maxLength: 2 }),
});

type Question = { query: string; brands: string[]; tags: string[] };

/** Every product that the agents find, page by page. */
async function found(question: Question) {
  const finder = models.shop.runtime.as({ kind: "guest", id: "g1" }).query(productSearch, "any");
  const { products, cursor } = await finder.searchPage({ ...question, limit: 100 });
  expect(cursor).toBeNull();
  return products;
}

const byText = (counts: { text: string; count: number }[]) =>
  Object.fromEntries(counts.map(({ text, count }) => [text, count]));

function countBy(texts: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}

test("each facet counts what would be found if nothing were ticked in it", async () => {
  const among = ["kitchen", "garden", "desk"];
  await fc.assert(
    fc.asyncProperty(
      fc.array(product, { minLength: 8, maxLength: 8 }),
      fc.array(fc.tuple(query, ticked), { minLength: 6, maxLength: 6 }),
      async (products, questions) => {
        for (const [index, fields] of products.entries()) await models.make(`p${index}`, fields);
        await models.project();
        for (const [text, { brands, tags }] of questions) {
          const facets = await countFacets({ filters: parseSearch(text) ?? [], among, brands, tags });
          const ofBrands = await found({ query: text, brands: [], tags });
          const ofTags = await found({ query: text, brands, tags: [] });
          const categories = ofTags.flatMap((each) => [...new Set(each.tags)].filter((one) => among.includes(one)));
          expect(facets && { brands: byText(facets.brands), tags: byText(facets.tags) }).toEqual({
            brands: countBy(ofBrands.map((each) => each.brand)),
            tags: countBy(categories),
          });
        }
      },
    ),
    { numRuns: 25 },
  );
});

test("what the columns cannot count exactly is not counted", async () => {
  await models.project();
  for (const text of ["description:tea", "tag:", 'tag:""', "a\nb", "a b c d e f g h i"])
    expect([text, await countFacets({ filters: parseSearch(text) ?? [], among: [] })]).toEqual([text, null]);
});

test("while a partition is being made again nothing is counted", async () => {
  await models.project();
  const ask = () => countFacets({ filters: [], among: [] });
  expect(await ask()).not.toBeNull();
  await models.database.projection.updateMany({ where: { partition: 1 }, data: { ready: false } });
  expect(await ask()).toBeNull();
  await models.project();
  expect(await ask()).not.toBeNull();
});

test("without PostgreSQL nothing is counted, and it is left alone for a while", async () => {
  let asked = 0;
  const database = new Proxy(models.database, {
    get: () => async () => {
      asked += 1;
      throw new Error("gone");
    },
  });
  const count = createFacetCounts({ database, monotonic: () => 0, log: () => {} });
  const ask = () => count({ filters: [], among: [] });
  expect([await ask(), await ask(), asked]).toEqual([null, null, 1]);
});
