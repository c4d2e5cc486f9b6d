import fc from "fast-check";
import { expect, test } from "vitest";
import { logScale, ownScale } from "./scale.ts";

const positive = fc.array(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 20 });

test("an axis holds all of its values, between ticks that rise", () => {
  fc.assert(
    fc.property(positive, (values) => {
      for (const { at, ticks } of [logScale(values), ownScale(values)]) {
        for (const value of values) {
          expect(at(value)).toBeGreaterThanOrEqual(-1e-6);
          expect(at(value)).toBeLessThanOrEqual(1 + 1e-6);
        }
        expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
      }
      expect(logScale(values).ticks.length).toBeGreaterThan(1);
    }),
  );
});

test("far values have decades between them, near ones steps of 1, 2 and 5", () => {
  expect(logScale([12, 34_000]).ticks).toEqual([10, 100, 1000, 10_000, 100_000]);
  expect(logScale([120, 900]).ticks).toEqual([100, 200, 500, 1000]);
  expect(logScale([100]).ticks).toEqual([50, 100, 200]);
});

test("an axis of its own values marks those", () => {
  expect(ownScale([1, 3, 1, 2]).ticks).toEqual([1, 2, 3]);
  expect(ownScale([5]).at(5)).toBe(0.5);
});
