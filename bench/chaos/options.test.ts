import { expect, test } from "vitest";
import { readChaosOptions, usage } from "./options.ts";

const read = (...args: string[]) => readChaosOptions(args, () => 42);

test("without arguments a full run with a seed of its own", () => {
  expect(read()).toEqual({ minutes: 10, commands: 0, seed: 42, faults: 5, clients: 12, pauseMs: 0, json: undefined });
});

test("what is given is taken", () => {
  const args = [
    "--minutes=0.5",
    "--commands=9",
    "--seed=7",
    "--faults=1",
    "--clients",
    "3",
    "--pause=8",
    "--json",
    "out.json",
  ];
  const all = { minutes: 0.5, commands: 9, seed: 7, faults: 1, clients: 3, pauseMs: 8, json: "out.json" };
  expect(read(...args)).toEqual(all);
  expect(read("--help")).toBe("help");
});

test.each([
  ["--minutes=0", '--minutes must be greater than 0, not "0".'],
  ["--seed=x", '--seed must be a whole number from 0, not "x".'],
  ["--faults=1.5", '--faults must be a whole number from 0, not "1.5".'],
  ["--commands=-1", '--commands must be a whole number from 0, not "-1".'],
  ["--clients=0", '--clients must be a whole number from 1, not "0".'],
  ["--loud", usage],
])("%s is refused in a sentence", (arg, sentence) => {
  expect(() => read(arg)).toThrow(sentence);
});
