import { expect, test } from "vitest";
import { readPagesOptions } from "./options.ts";

test("at length into the results unless less is said", () => {
  expect(readPagesOptions([])).toEqual({ quick: false, json: undefined });
  expect(readPagesOptions(["--quick", "--json", "out.json"])).toEqual({ quick: true, json: "out.json" });
  expect(readPagesOptions(["--help"])).toBe("help");
});

test("an option that is not known is answered with those that are", () => {
  expect(() => readPagesOptions(["--fast"])).toThrow(/npm run bench:pages -- --quick/);
});
