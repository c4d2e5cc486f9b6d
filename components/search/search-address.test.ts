import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesSearch, parseSearch } from "#lib/search-query.ts";
import { fieldQuery, searchAddress } from "./search-address.ts";

test.each([
  ["tag", "kitchen", "tag:kitchen"],
  ["brand", "Clay & Co", 'brand:"Clay & Co"'],
  ["brand", 'The "Old" Mill', 'brand:"The " brand:Old brand:" Mill"'],
  ["brand", '"', ""],
] as const)("%s %s is asked for as %s", (field, text, query) => {
  expect(fieldQuery(field, text)).toBe(query);
});

test("a product is found by its brand and by its tag, whatever they are", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
      const product = { productId: "p1", name: "", description: "", brand: text, tags: [text] };
      for (const field of ["brand", "tag"] as const) {
        const filters = parseSearch(fieldQuery(field, text));
        expect(filters !== null && matchesSearch(filters, product)).toBe(true);
      }
    }),
  );
});

test("an address without ticks and place is the one of the header's form", () => {
  expect(searchAddress("mug")).toBe("/search?q=mug");
});
