import { expect, test } from "vitest";
import { isAwaited, recommendedWords } from "./recommended-words.ts";

const placed = "2026-01-02T10:00:00.000Z";
const done = { items: ["mug"], model: "built-in", updatedAt: "2026-01-02T10:00:01.000Z", pending: false };
const none = { items: [], model: null, updatedAt: null, pending: false };

test.each([
  ["nobody's", null, placed, false],
  ["pending ones", { ...done, pending: true }, undefined, true],
  ["none, with no order to wait for", none, undefined, false],
  ["none, after an order", none, placed, true],
  ["older than the order", { ...done, updatedAt: "2026-01-02T09:59:59.000Z" }, placed, true],
  ["newer than the order", done, placed, false],
] as const)("newer ones are awaited or not: %s", (_, picked, after, awaited) => {
  expect(isAwaited(picked, after)).toBe(awaited);
});

test.each([
  [done, false, "Chosen by the shop's own recommender."],
  [{ ...done, model: "some-model-9" }, false, "Chosen by some-model-9."],
  [done, true, "Working out new ones …"],
  [none, true, "We are working out what you may like next …"],
  [{ ...none, pending: true }, false, "New ones take longer than usual. They will be here when you come back."],
  [none, false, "There is nothing to recommend yet."],
  [null, false, "There is nothing to recommend yet."],
] as const)("%o, being worked out: %s, is told as %s", (picked, working, words) => {
  expect(recommendedWords(picked, working)).toBe(words);
});
