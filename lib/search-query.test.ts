import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lowerCased, matchesSearch, parseSearch } from "./search-query.ts";

const mug = {
  productId: "Mug-1",
  name: "Blue Mug",
  brand: "Clay & Co",
  description: "Holds tea: 300 ml",
  tags: ["Kitchen", "stone ware"],
};
const finds = (query: string, product = mug) => {
  const filters = parseSearch(query);
  return filters !== null && matchesSearch(filters, product);
};

describe("a query is split", () => {
  test.each([
    ["", []],
    ["   ", []],
    ['""', []],
    ["Mug  tea", ["mug", "tea"]],
    ['"blue mug" tea', ["blue mug", "tea"]],
    ['bl"ue m"ug', ["blue mug"]],
    ['tea "blue mug', ["tea", "blue mug"]],
    ["a\tb", ["a\tb"]],
    ['a\\"b c"', ["a\\b c"]],
  ])("%j into %j", (query, texts) => {
    expect(parseSearch(query)).toEqual(texts.map((text) => ({ field: "any", text })));
  });

  test.each([
    ['brand:"Clay & Co"', { field: "brand", text: "clay & co" }],
    ["BRAND:Clay", { field: "brand", text: "clay" }],
    ["description:tea:300", { field: "description", text: "tea:300" }],
    ["tag:x", { field: "tag", text: "x" }],
    ["tags:x", { field: "tag", text: "x" }],
    ["product-id:Mug-1", { field: "id", id: "Mug-1" }],
    ["ProductId:Mug-1", { field: "id", id: "Mug-1" }],
    ["name:", { field: "name", text: "" }],
  ])("%s looks in one field", (query, filter) => {
    expect(parseSearch(query)).toEqual([filter]);
  });

  test.each(["http://x", "price:10", "colour:*", ":x", "mug toString:x", "__proto__:x"])(
    "%s names no field and finds nothing",
    (query) => {
      expect(parseSearch(query)).toBeNull();
    },
  );
});

describe("a product is found", () => {
  test.each([
    "",
    "*",
    "name:*",
    "product-id:*",
    "product-id:Mug-1",
    "MUG",
    "u",
    "clay tea",
    "e W",
    'tag:"e w"',
    "tags:kitch",
    "description:",
    "brand:&",
    "tag:*",
  ])("by %j", (query) => {
    expect(finds(query)).toBe(true);
  });

  test.each([
    "product-id:mug-1",
    "product-id:Mug",
    "product-id:",
    "mug cup",
    "mug coffee",
    "brand:mug",
    "name:clay",
    '"co holds"',
    "Mug-1",
    '"kitchen stone"',
    "bl%",
    "b_ue",
  ])("but not by %j", (query) => {
    expect(finds(query)).toBe(false);
  });

  test("without tags by tag:* and not by tag:", () => {
    const bare = { ...mug, tags: [] };
    expect([finds("tag:*", bare), finds("tag:", bare)]).toEqual([true, false]);
  });

  test.each([
    ["İSTANBUL", "i̇stanbul"],
    ["İSTANBUL", "İ"],
    ["Straße", "raß"],
    ["ΟΔΟΣ ΣΑΣ", "οδος"],
    ["ΟΔΟΣ ΣΑΣ", "δοσ"],
    ["οδός", "ΟΔΌΣ"],
    ["ÅNGSTRÖM", "ångström"],
  ])("%s by %s, whatever its case", (name, query) => {
    expect(finds(query, { ...mug, name })).toBe(true);
  });
});

describe("always", () => {
  const letters = fc.constantFrom(
    "a",
    "A",
    "i",
    "I",
    "İ",
    "ı",
    "ß",
    "ẞ",
    "Σ",
    "ς",
    "σ",
    "%",
    "_",
    ":",
    "\\",
    "😀",
    "é",
    "\u0307",
  );
  const text = fc.oneof(fc.string({ unit: letters, maxLength: 12 }), fc.string({ unit: "binary", maxLength: 12 }));

  test("lower case is that of the parts", () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(lowerCased(one + other)).toBe(lowerCased(one) + lowerCased(other));
        expect(lowerCased(lowerCased(one))).toBe(lowerCased(one));
      }),
    );
  });

  test("any part of any field, in any case, finds its product", () => {
    const part = fc.tuple(
      text,
      text.filter((it) => it !== "*" && !/[":]/.test(it)),
      text,
    );
    fc.assert(
      fc.property(part, fc.constantFrom("name", "brand", "description", "tag"), ([before, middle, after], field) => {
        const whole = before + middle + after;
        const product = { ...mug, ...(field === "tag" ? { tags: ["other", whole] } : { [field]: whole }) };
        for (const query of [`${field}:"${middle}"`, `"${middle}"`, `${field}:"${middle.toLowerCase()}"`]) {
          expect(finds(query, product)).toBe(true);
        }
      }),
    );
  });

  test("more words never find more", () => {
    const product = fc.record({
      productId: fc.constant("p1"),
      name: text,
      brand: text,
      description: text,
      tags: fc.array(text, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(product, text, text, (found, one, other) => {
        const closed = `${one}${(one.split('"').length - 1) % 2 ? '"' : ""}`;
        if (finds(`${closed} ${other}`, found)) expect(finds(closed, found)).toBe(true);
      }),
    );
  });
});
