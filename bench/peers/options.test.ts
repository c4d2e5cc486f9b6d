import { expect, test } from "vitest";
import { readPeersOptions } from "./options.ts";

test("without options everything is measured, three times", () => {
  expect(readPeersOptions([])).toEqual({
    systems: ["granary", "durable-object", "restate", "bullmq", "granary-split", "restate-tuned", "stack"],
    rounds: 3,
    seconds: 10,
    warmUp: 4,
    onlyDurability: false,
    data: undefined,
    json: undefined,
  });
});

test("some systems can be named, in any order", () => {
  expect(readPeersOptions(["--systems", "restate, granary"])).toMatchObject({ systems: ["granary", "restate"] });
});

test.each([
  [
    "a system that there is not",
    ["--systems", "granary,akka"],
    /granary, durable-object, restate, bullmq, granary-split, restate-tuned, stack, not/,
  ],
  ["no system", ["--systems="], /some of/],
  ["no round", ["--rounds", "0"], /--rounds must be a whole number from 1/],
  ["half a second", ["--seconds", "0.5"], /--seconds/],
  ["an option that there is not", ["--fast"], /npm run bench:peers -- --durability/],
])("%s is refused in words", (_, args, words) => {
  expect(() => readPeersOptions(args)).toThrow(words);
});

test("help is given instead of measuring", () => {
  expect(readPeersOptions(["--rounds", "0", "--help"])).toBe("help");
});
