import { expect, test } from "vitest";
import { nextDelay } from "#server/supervisor/back-off.ts";

test("a process that keeps dying waits twice as long each time, up to five seconds", () => {
  const delays: number[] = [];
  for (let count = 0; count < 8; count++) delays.push(nextDelay(delays.at(-1), 0));
  expect(delays).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
});

test("a process that has lived for half a minute begins again with the shortest wait", () => {
  expect(nextDelay(5_000, 29_999)).toBe(5_000);
  expect(nextDelay(5_000, 30_000)).toBe(100);
});
