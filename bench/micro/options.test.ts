import { expect, test } from "vitest";
import { readMicroOptions } from "./options.ts";

test("all groups, at length, into the results", () => {
  expect(readMicroOptions([])).toEqual({ quick: false, only: "", json: undefined });
  expect(readMicroOptions(["--quick", "--only", "commit", "--json=out.json"])).toEqual({
    quick: true,
    only: "commit",
    json: "out.json",
  });
  expect(readMicroOptions(["--help"])).toBe("help");
});

test("an option that is not known is answered with those that are", () => {
  expect(() => readMicroOptions(["--fast"])).toThrow(/npm run bench:micro -- --quick/);
});
