import { expect, test } from "vitest";
import { readRestingOptions } from "./options.ts";

test("a million agents unless another number is said", () => {
  expect(readRestingOptions([])).toEqual({ agents: 1_000_000, keep: false, help: false });
  expect(readRestingOptions(["--agents=5000", "--keep"])).toEqual({ agents: 5000, keep: true, help: false });
});

test.each(["--agents=99", "--agents=1.5", "--agents=many", "--agents="])(
  "%s is refused with what it must be",
  (bad) => {
    expect(() => readRestingOptions([bad])).toThrow(/--agents must be a whole number from 100/);
  },
);

test("an option that is not known is answered with those that are", () => {
  expect(() => readRestingOptions(["--carts=3"])).toThrow(/npm run bench:resting -- --agents=20000/);
});
