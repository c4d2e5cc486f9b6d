import { expect, test } from "vitest";
import { faults, scheduleFaults } from "./schedule.ts";

const schedule = (seed: number) => scheduleFaults({ seed, forMs: 600_000, each: 5 });

test("every kind of fault comes as often as it should, in the order of time and within the load", () => {
  const all = schedule(1);
  for (const kind of faults) expect(all.filter(({ fault }) => fault === kind)).toHaveLength(5);
  expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort((a, b) => a - b));
  expect(Math.min(...all.map(({ at }) => at))).toBeGreaterThan(0);
  expect(Math.max(...all.map(({ at }) => at))).toBeLessThan(600_000);
});

test("a seed is a whole schedule, and another seed another one", () => {
  expect(schedule(1)).toEqual(schedule(1));
  expect(schedule(2)).not.toEqual(schedule(1));
});
