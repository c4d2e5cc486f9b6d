import fc from "fast-check";
import { expect, test } from "vitest";
import { fitPower } from "./fit.ts";

const xs = [1, 3, 10, 100, 1000];
const power = (slope: number, factor: number) => xs.map((x) => ({ x, y: factor * x ** slope }));

test("a power is found exactly, whatever its factor", () => {
  const exponents = fc.double({ min: -2, max: 3, noNaN: true });
  const factors = fc.double({ min: 0.001, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(exponents, factors, (slope, factor) => {
      expect(fitPower(power(slope, factor))?.slope).toBeCloseTo(slope, 6);
    }),
  );
  expect(fitPower(power(2, 7))?.r2).toBeCloseTo(1, 9);
});

test("a constant cost has no slope, and is described exactly", () => {
  expect(fitPower(xs.map((x) => ({ x, y: 5 })))).toEqual({ slope: 0, r2: 1 });
});

test("a cost that jumps is described badly", () => {
  const jumping = xs.map((x, index) => ({ x, y: index % 2 === 0 ? 1 : 100 }));
  expect(fitPower(jumping)?.r2).toBeLessThan(0.3);
});

test.each([
  [[]],
  [[{ x: 1, y: 1 }]],
  [
    [
      { x: 2, y: 1 },
      { x: 2, y: 5 },
    ],
  ],
  [
    [
      { x: 1, y: 0 },
      { x: 2, y: 5 },
    ],
  ],
])("%j has no slope", (points) => {
  expect(fitPower(points)).toBeUndefined();
});
