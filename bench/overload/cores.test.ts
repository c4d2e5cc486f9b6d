import { expect, test } from "vitest";
import { firstTwo } from "./cores.ts";

test.each([
  ["0-3", [0, 1]],
  ["0,2-5", [0, 2]],
  ["7", [7]],
  ["", []],
])("of the cores %s it takes the first two", (list, cores) => {
  expect(firstTwo(list)).toEqual(cores);
});
