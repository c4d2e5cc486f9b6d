import { expect, test } from "vitest";
import { createTokenBuckets } from "./token-buckets.ts";

test("a full bucket admits its capacity, then says how long to wait", () => {
  const buckets = createTokenBuckets({ capacity: 2, perSecond: 0.5, max: 10, now: () => 0 });
  expect([buckets.take("a"), buckets.take("a"), buckets.take("a")]).toEqual([0, 0, 2]);
});

test("time fills it again, never beyond its capacity", () => {
  let time = 0;
  const buckets = createTokenBuckets({ capacity: 2, perSecond: 1, max: 10, now: () => time });
  buckets.take("a");
  buckets.take("a");
  time = 60_000;
  expect([buckets.take("a"), buckets.take("a"), buckets.take("a")]).toEqual([0, 0, 1]);
});

test("one address does not use up another's", () => {
  const buckets = createTokenBuckets({ capacity: 1, perSecond: 1, max: 10, now: () => 0 });
  buckets.take("a");
  expect(buckets.take("b")).toBe(0);
});

test("memory is bounded by forgetting the longest unused", () => {
  const buckets = createTokenBuckets({ capacity: 1, perSecond: 1, max: 2, now: () => 0 });
  for (const key of ["a", "b", "c"]) buckets.take(key);
  expect([buckets.take("c"), buckets.take("a")]).toEqual([1, 0]);
});

test("what is given back can be taken again, and a full bucket stays full", () => {
  const buckets = createTokenBuckets({ capacity: 1, perSecond: 0.5, max: 10, now: () => 0 });
  buckets.take("a");
  buckets.giveBack("a");
  buckets.giveBack("a");
  buckets.giveBack("b");
  expect([buckets.take("a"), buckets.take("a")]).toEqual([0, 2]);
});
