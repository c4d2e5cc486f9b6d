import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { product } from "#agents/product/product.contract.ts";
import { productSearch, type SearchCursor } from "#agents/product-search/product-search.contract.ts";
import { matchesSearch, parseSearch } from "#lib/search-query.ts";
import { databases, type TestPostgres } from "#server/testing/postgres-server.ts";
import { type Fields, openReadModels, type ReadModels } from "../testing/open-read-models.ts";
import { createCandidates } from "./create-candidates.ts";

const [[, startPglite]] = databases as [(typeof databases)[number]];

let server: TestPostgres;
let models: ReadModels;
beforeAll(async () => {
  server = await startPglite();
  models = await openReadModels(server.url);
});
afterAll(async () => {
  await models?.close();
  await server?.stop();
});

const finder = () => models.shop.runtime.as({ kind: "guest", id: "g1" }).query(productSearch, "any");

/** Every product that was ever made, asked one by one. */
async function gathered(query: string): Promise<string[]> {
  const filters = parseSearch(query);
  const { ids } = await models.shop.runtime.list(product, { limit: 10_000 });
  const { query: read } = models.shop.runtime.as({ kind: "guest", id: "g1" });
  const found = await Promise.all(ids.map((id) => read(product, id).getProduct()));
  return found.flatMap((each) => (each && filters && matchesSearch(filters, each) ? [each.productId] : []));
}

const idsOf = (found: { productId: string }[]) => found.map(({ productId }) => productId);

/** The ids on all pages of an answer, in their order. */
async function turned(query: string, limit: number, sort: "id" | "relevance"): Promise<string[]> {
  const walked: string[] = [];
  let after: SearchCursor | undefined;
  do {
    const page = await finder().searchPage({ query, limit, sort, ...(after !== undefined && { after }) });
    expect(page.products.length).toBeLessThanOrEqual(limit);
    walked.push(...idsOf(page.products));
    after = page.cursor ?? undefined;
  } while (after !== undefined);
  return walked;
}

const letters = ["a", "A", "i", "I", "İ", "ı", "ß", "ẞ", "Σ", "ς", "%", "_", "\\", ":", '"', " ", "*", "é", "\u0307"];
const odd = ["\0", "\ud83d", "\ude00", "😀", "\ufffd", "\n", "'"];
const unit = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...letters) }, fc.constantFrom(...odd));
const text = fc.string({ unit, minLength: 1, maxLength: 6 });
const fields: fc.Arbitrary<Fields> = fc.record({
  name: text,
  brand: text,
  description: fc.oneof(fc.constant(""), text),
  tags: fc.array(text, { maxLength: 3 }),
});
const id = fc.constantFrom("a", "A", "b-1", "p.2", "p3", "p4", "p_5", "Z~");
const prefix = fc.constantFrom("", "", "name:", "BRAND:", "description:", "tag:", "tags:", "product-id:", "colour:");
const term = fc
  .tuple(prefix, fc.oneof(text, fc.constantFrom("*", "", "a", "%", "_"), id), fc.boolean())
  .map(([field, value, quoted]) => (quoted ? `${field}"${value}"` : `${field}${value}`));
const query = fc.array(term, { maxLength: 3 }).map((terms) => terms.join(" "));
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("make" as const), id, fields }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("retire" as const), id }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("project" as const) }) },
);

test("the indexed answer is the one of asking every product, whatever is projected", async () => {
  await models.project();
  const before = models.asked;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 6 }),
      fc.array(query, { minLength: 4, maxLength: 12 }),
      async (steps, queries) => {
        for (const each of steps) {
          if (each.kind === "make") await models.make(each.id, each.fields);
          else if (each.kind === "retire") await models.staff.ask(product, each.id).retireProduct();
          else await models.project();
        }
        for (const each of queries) {
          const answer = await gathered(each);
          expect([each, idsOf(await finder().search({ query: each }))]).toEqual([each, answer]);
          expect([each, (await turned(each, 2, "relevance")).sort()]).toEqual([each, answer]);
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(models.asked - before).toBeGreaterThan(150);
});

test("what is ticked narrows the indexed answer exactly", async () => {
  const makers = ["Clay & Co", "clay & co", "İ%", "\ud83d", "a\0"];
  const kinds = ["kitchen", "Kitchen", "ß_", "old kitchen"];
  for (const [n, brand] of makers.entries())
    for (const [m, tag] of kinds.entries()) await models.make(`narrow-${n}-${m}`, { brand, tags: ["kept", tag] });
  await models.project();
  const question = { query: "product-id:* tag:kept", limit: 100 };
  for (const brands of [[], ...makers.map((each) => [each]), makers.slice(0, 2)])
    for (const tags of [[], ...kinds.map((each) => [each]), kinds.slice(0, 2)]) {
      const { products } = await finder().searchPage({ ...question, brands, tags });
      expect(products).toHaveLength((brands.length || makers.length) * (tags.length || kinds.length));
      for (const each of products) {
        expect(brands.length === 0 || brands.includes(each.brand)).toBe(true);
        expect(tags.length === 0 || each.tags.some((tag) => tags.includes(tag))).toBe(true);
      }
    }
});

test("what carries a tag now is known from the index, and nothing is while it cannot say", async () => {
  for (const id of ["shown-1", "shown-2", "shown-3"]) await models.make(id, { tags: ["shown"] });
  await models.project();
  await models.make("shown-1", { tags: [] });
  const tagged = () => finder().getTagged({ tag: "shown", limit: 4 });
  expect(idsOf((await tagged()) ?? [])).toEqual(["shown-2", "shown-3"]);
  await models.database.projection.updateMany({ where: { partition: 1 }, data: { ready: false } });
  expect(await tagged()).toBeNull();
  await models.project();
});

test("pages together are the whole answer", async () => {
  for (let n = 0; n < 23; n++) await models.make(`page-${n}`, { name: n % 3 ? "Paged" : "Other" });
  await models.project();
  await models.make("page-99", { name: "Paged late" });
  for (const each of ["paged", "", "name:paged", "nothing like it"]) {
    const answer = idsOf(await finder().search({ query: each }));
    for (const limit of [1, 4, 100]) {
      expect(await turned(each, limit, "id")).toEqual(answer);
      expect((await turned(each, limit, "relevance")).sort()).toEqual(answer);
    }
  }
});

test("the best matches come first: the name before brand and tags before the rest, a whole word before its beginning", async () => {
  await models.make("r1", { description: "Goes with a zither." });
  await models.make("r2", { tags: ["zither"] });
  await models.make("r3", { name: "Zithermaker" });
  await models.make("r4", { name: "Zither", brand: "Reed" });
  await models.make("r5", { name: "A quiet hammerzither", brand: "Reed" });
  await models.project();
  expect(await turned("zither", 2, "relevance")).toEqual(["r4", "r3", "r2", "r1", "r5"]);
  expect(await turned("name:ZITHER", 9, "relevance")).toEqual(["r4", "r3", "r5"]);
  expect(await turned("tag:zither", 9, "relevance")).toEqual(["r2"]);
  const narrowed = { query: "zither", brands: ["Reed"], limit: 9, sort: "relevance" as const };
  expect(idsOf((await finder().searchPage(narrowed)).products)).toEqual(["r4", "r5"]);
});

test("a best match that does not match any more, or was retired, is left out at once", async () => {
  await models.make("gone", { name: "Ocarina" });
  await models.make("other", { name: "Ocarina" });
  await models.make("stays", { description: "An ocarina." });
  await models.project();
  await models.make("gone", { name: "Whistle" });
  await models.staff.ask(product, "other").retireProduct();
  await models.make("new", { name: "Ocarina" });
  expect(await turned("ocarina", 1, "relevance")).toEqual(["stays", "new"]);
});

test("when the best ones are forgotten between two pages nothing is left out", async () => {
  for (const n of [1, 2, 3]) await models.make(`late-${n}`, { name: n === 3 ? "Gamelan" : "Set", tags: ["gamelan"] });
  await models.project();
  const first = await finder().searchPage({ query: "gamelan", limit: 1, sort: "relevance" });
  expect([idsOf(first.products), first.cursor]).toEqual([["late-3"], "best:1"]);
  await models.forget();
  const next = await finder().searchPage({ query: "gamelan", limit: 9, ...(first.cursor && { after: first.cursor }) });
  expect([idsOf(next.products), next.cursor]).toEqual([["late-1", "late-2", "late-3"], null]);
  expect(await turned("gamelan", 2, "relevance")).toEqual(["late-1", "late-2", "late-3"]);
  await models.project();
});

test("a partition that is being made again has no say, and search answers", async () => {
  await models.make("found", { name: "Lighthouse" });
  await models.project();
  await models.database.projection.updateMany({ where: { partition: 1 }, data: { ready: false } });
  const before = models.asked;
  expect(idsOf(await finder().search({ query: "lighthouse" }))).toEqual(["found"]);
  expect(models.asked).toBe(before);
  await models.project();
  expect(idsOf(await finder().search({ query: "lighthouse" }))).toEqual(["found"]);
  expect(models.asked).toBe(before + 1);
});

test("a place that the feed has lost has no say", async () => {
  await models.project();
  await models.database.projection.updateMany({ data: { cursor: "1-1" } });
  const before = models.asked;
  await finder().search({ query: "lighthouse" });
  expect(models.asked).toBe(before);
  await models.project();
});

test("a PostgreSQL that never answers is left alone for a while", async () => {
  let asked = 0;
  let now = 0;
  const complaints: string[] = [];
  const hanging = new Proxy(models.database, {
    get: () => () => {
      asked += 1;
      return new Promise(() => {});
    },
  });
  const log = (_level: string, message: string) => void complaints.push(message);
  const candidates = createCandidates({
    database: hanging,
    feeds: models.feeds,
    monotonic: () => now,
    log,
    patience: 5,
  });
  const look = () => candidates([{ field: "any", text: "mug" }], { limit: 5 });
  expect([await look(), await look(), asked, complaints.length]).toEqual([null, null, 1, 1]);
  now = 1_001;
  expect([await look(), asked]).toEqual([null, 2]);
});
