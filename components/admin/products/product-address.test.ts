import fc from "fast-check";
import { expect, test } from "vitest";
import { askedIn, firstProducts, productOrders, productsAddress } from "./product-address.ts";

test("an address says what it asks for", () => {
  const asked = fc.record({
    words: fc.string({ maxLength: 40 }).map((text) => text.toWellFormed().trim()),
    order: fc.constantFrom(...productOrders),
    descending: fc.boolean(),
    page: fc.integer({ min: 1, max: 99_999 }),
  });
  fc.assert(
    fc.property(asked, (each) => {
      const url = new URL(productsAddress(each), "http://shop.test");
      expect(askedIn(Object.fromEntries(url.searchParams))).toEqual(each);
    }),
  );
});

test("the first page has the plain address", () => {
  expect(productsAddress({})).toBe("/admin/products");
  expect(askedIn({})).toEqual(firstProducts);
});

test.each([{ sort: "colour" }, { page: "0" }, { page: "x" }, { page: "1e3" }, { q: ["a", "b"] }])(
  "an address that leads nowhere: %o",
  (parameters) => {
    expect(askedIn(parameters)).toBeNull();
  },
);
