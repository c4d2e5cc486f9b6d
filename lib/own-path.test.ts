import fc from "fast-check";
import { expect, test } from "vitest";
import { ownPath } from "./own-path.ts";

test.each(["/", "/checkout", "/orders/1?a=b#c", "/search?q=%2F%2Fevil.test"])("%s is a way on", (path) => {
  expect(ownPath(path, "/account")).toBe(path);
});

test.each([
  "//evil.test",
  "/\\evil.test",
  "/\t/evil.test",
  "/.//evil.test",
  "/a/..//evil.test",
  "https://evil.test/",
  "javascript:alert(1)",
  "evil.test",
  "",
  undefined,
  ["/orders", "/cart"],
])("%o leads to the account instead", (wanted) => {
  expect(ownPath(wanted, "/account")).toBe("/account");
});

test("whatever is asked for, the way stays in the shop", () => {
  const part = fc.constantFrom("/", "\\", ".", "..", "@", "evil.test", ":", "\t", "\n", "?", "#", "http:", "%2f", " ");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const way = ownPath(`/${parts.join("")}`, "/account");
      expect(new URL(way, "https://shop.test/sign-in").origin).toBe("https://shop.test");
    }),
  );
});
