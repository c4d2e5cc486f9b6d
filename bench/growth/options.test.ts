import { expect, test } from "vitest";
import { readGrowthOptions } from "./options.ts";

const whole = { quick: false, only: "", json: undefined, keep: false, draw: undefined };

test("all sweeps at length unless less is said", () => {
  expect(readGrowthOptions([])).toEqual(whole);
  expect(readGrowthOptions(["--quick", "--only=cart", "--json", "out.json"])).toEqual({
    ...whole,
    quick: true,
    only: "cart",
    json: "out.json",
  });
  expect(readGrowthOptions(["--draw", "a.json"])).toMatchObject({ draw: "a.json" });
  expect(readGrowthOptions(["--help"])).toBe("help");
});

test.each(["--quick", "--only=cart"])("pages are not kept of a run with %s", (less) => {
  expect(() => readGrowthOptions(["--keep", less])).toThrow(/--keep is for whole runs/);
});

test("an option that is not known is answered with those that are", () => {
  expect(() => readGrowthOptions(["--fast"])).toThrow(/npm run bench:growth -- --quick/);
});
