import { expect, test } from "vitest";
import type { Row } from "../result.ts";
import { figuresOf, mediansOf } from "./figures.ts";

test("answers become a rate and two quantiles, whatever order they came in", () => {
  const took = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect(figuresOf({ took, failed: 3 }, 4)).toEqual({ rps: 50, p50: 101, p99: 199, failed: 3 });
});

test("where nothing was answered there is a rate of nothing and no time", () => {
  expect(figuresOf({ took: [], failed: 8 }, 4)).toEqual({ rps: 0, p50: Number.NaN, p99: Number.NaN, failed: 8 });
});

const row = (rps: number, more: Partial<Row> = {}): Row => ({
  ...{ system: "granary", op: "command", connections: 16, rps, p50: 1000 / rps, p99: 5, failed: 1 },
  ...more,
});

test("one slow round changes no median, and no failure is lost", () => {
  expect(mediansOf([row(500), row(20), row(400)])).toEqual([row(400, { failed: 3 })]);
});

test("of two rounds the median is in the middle", () => {
  expect(mediansOf([row(100), row(300)])).toMatchObject([{ rps: 200 }]);
});

test("what was measured differently stays apart", () => {
  const others = [row(1), row(2, { op: "read" }), row(3, { connections: 128 }), row(4, { system: "restate" })];
  expect(mediansOf(others)).toEqual(others);
});
