import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadCatalogue } from "./load-catalogue.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "granary-catalogue-"));
});
afterEach(() => rm(folder, { recursive: true }));

const picture = { hero: "2615", beside: ["1f950"], alt: "A mug with a croissant" };
const product = { name: "Mug", brand: "Hearthling", description: "A mug.", tags: ["kitchen", "mug"], picture };
const write = (name: string, content: unknown) => writeFile(join(folder, name), JSON.stringify(content));

test("entries of all files come in the order of their ids, each with its category", async () => {
  await write("b.json", { category: "garden", entries: [{ id: "p002", product }] });
  await write("a.json", { category: "kitchen", entries: [{ id: "p003" }, { id: "p001", product }] });
  const entries = await loadCatalogue(folder);
  expect(entries.map((entry) => [entry.id, entry.category])).toEqual([
    ["p001", "kitchen"],
    ["p002", "garden"],
    ["p003", "kitchen"],
  ]);
});

test("what is featured carries the tag that puts it into the window", async () => {
  await write("a.json", {
    category: "kitchen",
    entries: [
      { id: "p001", featured: true, product },
      { id: "p002", product },
    ],
  });
  const entries = await loadCatalogue(folder);
  expect(entries.map((entry) => entry.product?.tags)).toEqual([
    ["kitchen", "mug", "featured"],
    ["kitchen", "mug"],
  ]);
});

test.each([
  ["a price that is not a whole number", { id: "p001", prices: { msrp: {}, list: { us: { USD: 9.5 } }, sales: [] } }],
  ["a price of nothing", { id: "p001", prices: { msrp: {}, list: { us: { USD: 0 } }, sales: [] } }],
  ["a currency the demo has not", { id: "p001", prices: { msrp: {}, list: { us: { XXX: 9 } }, sales: [] } }],
  ["a region the demo has not", { id: "p001", prices: { msrp: {}, list: { moon: { USD: 9 } }, sales: [] } }],
  ["a misspelt field", { id: "p001", produkt: product }],
  ["an id that no URL could hold", { id: "p 1", product }],
])("%s is refused with the name of the file", async (_, entry) => {
  await write("kitchen.json", { category: "kitchen", entries: [entry] });
  await expect(loadCatalogue(folder)).rejects.toThrow("kitchen.json");
});
