import { expect, test } from "vitest";
import { foundWords } from "./found-words.ts";

test.each([
  [{ count: 1, later: false, more: false }, "1 product found"],
  [{ count: 12, later: false, more: false }, "12 products found"],
  [{ count: 36, later: false, more: true }, "The first 36 products"],
  [{ count: 36, later: true, more: true }, "36 more products"],
  [{ count: 1, later: true, more: false }, "1 more product"],
])("%o is %s", (page, words) => {
  expect(foundWords(page)).toBe(words);
});
