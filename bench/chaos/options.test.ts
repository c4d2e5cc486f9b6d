import { expect, test } from "vitest";
import { readChaosOptions, usage } from "./options.ts";

const read = (...args: string[]) => readChaosOptions(args, () => 42);

test("without arguments a full run with a seed of its own", () => {
  expect(read()).toEqual({ minutes: 10, seed: 42, faults: 5, clients: 12, json: undefined });
});

test("what is given is taken", () => {
  const args = ["--minutes=0.5", "--seed=7", "--faults=1", "--clients", "3", "--json", "out.json"];
  expect(read(...args)).toEqual({ minutes: 0.5, seed: 7, faults: 1, clients: 3, json: "out.json" });
  expect(read("--help")).toBe("help");
});

test.each([
  ["--minutes=0", '--minutes must be greater than 0, not "0".'],
  ["--seed=x", '--seed must be a whole number from 0, not "x".'],
  ["--faults=1.5", '--faults must be a whole number from 0, not "1.5".'],
  ["--clients=0", '--clients must be a whole number from 1, not "0".'],
  ["--loud", usage],
])("%s is refused in a sentence", (arg, sentence) => {
  expect(() => read(arg)).toThrow(sentence);
});
