import { expect, test } from "vitest";
import type { CataloguePrices, PriceTable } from "./catalogue-entry.ts";
import { loadCatalogue } from "./load-catalogue.ts";

const entries = await loadCatalogue();
const products = entries.flatMap(({ id, category, product }) => (product ? [{ id, category, ...product }] : []));
const priced = entries.flatMap(({ id, prices }) => (prices ? [{ id, ...prices }] : []));
const last = entries.at(-1)?.id;

const repeated = (values: string[]) => values.filter((value, at) => values.indexOf(value) !== at);
const sentencesOf = (text: string) =>
  [...new Intl.Segmenter("en", { granularity: "sentence" }).segment(text)].map(({ segment }) => segment.trim());
const amountsOf = (table: PriceTable) =>
  Object.entries(table).flatMap(([region, row]) =>
    Object.entries(row).map(([currency, amount]) => ({ at: `${region} ${currency}`, amount })),
  );
const amountIn = (table: PriceTable, at: string) => amountsOf(table).find((row) => row.at === at)?.amount;

test("at least 64 products in at least 8 categories and of at least 8 brands", () => {
  expect(products.length).toBeGreaterThanOrEqual(64);
  expect(new Set(products.map(({ category }) => category)).size).toBeGreaterThanOrEqual(8);
  expect(new Set(products.map(({ brand }) => brand)).size).toBeGreaterThanOrEqual(8);
});

test("ids run from p001 without a gap", () => {
  expect(entries.map(({ id }) => id)).toEqual(entries.map((_, at) => `p${String(at + 1).padStart(3, "0")}`));
});

test("only p050 has no product, only the last id has no prices", () => {
  expect(entries.filter(({ product }) => !product).map(({ id }) => id)).toEqual(["p050"]);
  expect(entries.filter(({ prices }) => !prices).map(({ id }) => id)).toEqual([last]);
  expect(last).not.toBe("p050");
});

test("no name and no picture is used twice", () => {
  expect(repeated(products.map(({ name }) => name.toLowerCase()))).toEqual([]);
  expect(repeated(products.map(({ picture }) => picture.hero))).toEqual([]);
  expect(repeated(products.map(({ picture }) => picture.alt))).toEqual([]);
});

test("a description has two to four sentences, and no sentence is said twice", () => {
  const sentences = products.map(({ id, description }) => ({ id, said: sentencesOf(description) }));
  expect(sentences.filter(({ said }) => said.length < 2 || said.length > 4)).toEqual([]);
  expect(sentences.filter(({ said }) => said.some((sentence) => !/[.!?]$/.test(sentence)))).toEqual([]);
  expect(repeated(sentences.flatMap(({ said }) => said.map((sentence) => sentence.toLowerCase())))).toEqual([]);
});

test("the category is the first tag, and tags are lower case and do not repeat", () => {
  for (const { id, category, tags } of products) {
    expect(tags[0], id).toBe(category);
    expect(repeated(tags), id).toEqual([]);
    expect(tags, id).toEqual(tags.map((tag) => tag.toLowerCase()));
  }
});

test("every id with prices has a USD list price and MSRP in global", () => {
  for (const { id, list, msrp } of priced) {
    expect(list.global?.USD, id).toBeDefined();
    expect(msrp.global?.USD, id).toBeDefined();
  }
});

test.each([
  ["us", "USD"],
  ["eu", "EUR"],
  ["uk", "GBP"],
  ["jp", "JPY"],
  ["global", "EUR"],
  ["global", "GBP"],
  ["global", "JPY"],
] as const)("most ids have a list price in %s in %s", (region, currency) => {
  const having = priced.filter(({ list }) => list[region]?.[currency] !== undefined);
  expect(having.length / priced.length).toBeGreaterThan(0.8);
});

test("some prices are known as MSRP only, so that the fallback is to be seen", () => {
  const fallsBack = ({ msrp, list }: CataloguePrices) =>
    amountsOf(msrp).some(({ at }) => amountIn(list, at) === undefined);
  expect(priced.filter(fallsBack).length).toBeGreaterThan(0);
});

test("a sale is below its list price, and a list price not above its MSRP", () => {
  for (const { id, msrp, list, sales } of priced) {
    for (const { at, amount } of amountsOf(list))
      expect(amount, `${id} ${at}`).toBeLessThanOrEqual(amountIn(msrp, at) ?? 0);
    for (const { prices } of sales) {
      for (const { at, amount } of amountsOf(prices))
        expect(amount, `${id} ${at}`).toBeLessThan(amountIn(list, at) ?? 0);
    }
  }
});

test("sales of every kind are there, each kind several times", () => {
  const sales = priced.flatMap((entry) => entry.sales);
  const kinds = {
    running: sales.filter(({ startsInDays = 0, endsInDays = 1 }) => startsInDays <= 0 && endsInDays > 0),
    later: sales.filter(({ startsInDays = 0 }) => startsInDays > 0),
    over: sales.filter(({ endsInDays = 1 }) => endsInDays <= 0),
    withoutEnd: sales.filter(({ startsInDays, endsInDays }) => startsInDays !== undefined && endsInDays === undefined),
    withoutStart: sales.filter(
      ({ startsInDays, endsInDays }) => startsInDays === undefined && endsInDays !== undefined,
    ),
    always: sales.filter(({ startsInDays, endsInDays }) => startsInDays === undefined && endsInDays === undefined),
  };
  for (const [kind, found] of Object.entries(kinds)) expect(found.length, kind).toBeGreaterThanOrEqual(2);
});

test("sales of one id end after they start and never overlap", () => {
  for (const { id, sales } of priced) {
    const windows = sales.map(
      ({ startsInDays = -Infinity, endsInDays = Infinity }) => [startsInDays, endsInDays] as const,
    );
    for (const [start, end] of windows) expect(start, id).toBeLessThan(end);
    windows.sort(([a], [b]) => a - b);
    windows.slice(1).forEach(([start], at) => {
      expect(start, id).toBeGreaterThanOrEqual(windows[at]?.[1] ?? Infinity);
    });
  }
});

test.each(["é", "ß", "İ", "ñ", "ø", "“", '"', "'", "%", "_", "\\", "&", "″", "×", "Ø"])(
  "somewhere it says %s",
  (character) => {
    const text = products.map(({ name, brand, description }) => `${name} ${brand} ${description}`).join(" ");
    expect(text).toContain(character);
  },
);
