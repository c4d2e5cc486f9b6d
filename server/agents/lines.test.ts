import { expect, test } from "vitest";
import { inOrder, lineOf, nextPosition } from "./lines.ts";

test("lines keep the order in which they came, whatever their ids look like", () => {
  const lines = { p1: { position: 0 }, "20": { position: 1 }, "3": { position: 2 } };
  expect(inOrder(lines).map(([id]) => id)).toEqual(["p1", "20", "3"]);
  expect(nextPosition(lines)).toBe(3);
  expect(nextPosition({})).toBe(0);
});

test.each(["constructor", "toString", "valueOf"])("%s is a line only when it was put there", (id) => {
  expect(lineOf({}, id)).toBeUndefined();
  expect(lineOf({ [id]: { position: 0 } }, id)).toEqual({ position: 0 });
});
