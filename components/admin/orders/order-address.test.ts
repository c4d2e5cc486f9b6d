import fc from "fast-check";
import { expect, test } from "vitest";
import { orderStatuses, ordersAddress, ordersAskedIn } from "./order-address.ts";

test("an address says what it asks for", () => {
  const asked = fc.record(
    {
      status: fc.constantFrom(...orderStatuses),
      text: fc.string({ maxLength: 40 }).map((text) => text.toWellFormed().trim()),
      after: fc.string({ minLength: 1, maxLength: 40 }).map((text) => text.toWellFormed()),
    },
    { requiredKeys: ["text"] },
  );
  fc.assert(
    fc.property(asked, (each) => {
      const url = new URL(ordersAddress(each), "http://shop.test");
      expect(ordersAskedIn(Object.fromEntries(url.searchParams))).toEqual({ ...each });
    }),
  );
});

test.each([{ status: "lost" }, { status: ["new", "new"] }, { q: ["a", "b"] }, { after: ["a", "b"] }])(
  "an address that leads nowhere: %o",
  (parameters) => {
    expect(ordersAskedIn(parameters)).toBeNull();
  },
);
