import { expect, test } from "vitest";
import { readCompareOptions } from "./options.ts";

test("two files, and whether all is listed", () => {
  expect(readCompareOptions(["a.json", "b.json"])).toEqual({ from: "a.json", to: "b.json", all: false });
  expect(readCompareOptions(["--all", "a.json", "b.json"])).toMatchObject({ all: true });
  expect(readCompareOptions(["--help"])).toBe("help");
});

test.each([[], ["a.json"], ["a", "b", "c"], ["--ratio", "a", "b"]])("%j is answered with how it is used", (...args) => {
  expect(() => readCompareOptions(args.flat())).toThrow(/npm run bench:compare -- A\.json B\.json/);
});
