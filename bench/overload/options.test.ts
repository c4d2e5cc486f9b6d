import { expect, test } from "vitest";
import { readOverloadOptions, usage } from "./options.ts";

test("without arguments four times the maximum for half a minute; what is given is taken", () => {
  expect(readOverloadOptions([])).toEqual({ seconds: 30, times: 4, seed: 1, json: undefined });
  const args = ["--seconds=10", "--times", "8", "--seed=3", "--json=out.json"];
  expect(readOverloadOptions(args)).toEqual({ seconds: 10, times: 8, seed: 3, json: "out.json" });
  expect(readOverloadOptions(["--help"])).toBe("help");
});

test.each([
  ["--seconds=4", '--seconds must be a whole number from 5, not "4".'],
  ["--times=0.5", '--times must be a whole number from 1, not "0.5".'],
  ["--loud", usage],
])("%s is refused in a sentence", (arg, sentence) => {
  expect(() => readOverloadOptions([arg])).toThrow(sentence);
});
