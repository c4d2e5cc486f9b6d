import fc from "fast-check";
import { expect, test } from "vitest";
import { readAsked } from "./asked.ts";
import { searchAddress } from "./search-address.ts";

/** As Next reads the parameters of an address. */
function paramsOf(address: string) {
  const { searchParams } = new URL(address, "http://shop.test");
  const entries = [...new Set(searchParams.keys())].map((name) => {
    const [first, ...more] = searchParams.getAll(name);
    return [name, more.length > 0 ? [first, ...more] : first];
  });
  return Object.fromEntries(entries);
}

test("an address carries query, ticks and place whole", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1 });
  const texts = fc.uniqueArray(text, { maxLength: 3 });
  fc.assert(
    fc.property(fc.string(), texts, texts, fc.option(text, { nil: undefined }), (query, brands, categories, after) => {
      const asked = readAsked(paramsOf(searchAddress(query, { brands, categories, after })));
      expect(asked).toEqual({ query: query.trim(), brands, categories, after });
    }),
  );
});

test("nothing in the address asks for nothing, and the same tick twice is one", () => {
  const nothing = { query: "", brands: [], categories: [], after: undefined };
  expect(readAsked({})).toEqual(nothing);
  expect(readAsked({ q: " ", after: "", brand: "", category: ["", ""] })).toEqual(nothing);
  expect(readAsked({ brand: ["a", "b", "a"] })).toMatchObject({ brands: ["a", "b"] });
});

test("two queries or two places in one address are no question", () => {
  expect([readAsked({ q: ["a", "b"] }), readAsked({ after: ["a", "b"] })]).toEqual([null, null]);
});
