import { expect, test } from "vitest";
import { complaint, picture, sweepTable, tooSteep } from "./report.ts";
import { rowsOf, type SweepResult } from "./result.ts";
import type { Sweep } from "./sweep.ts";

const sweep: Sweep = {
  name: "state",
  of: "bytes of state",
  title: "As the state is larger",
  xs: { quick: [], whole: [] },
  shown: (x) => `${x} B`,
  measure: async () => [],
};

const measured = (slope: number): SweepResult => ({
  name: "state",
  points: [10, 100, 1000].map((x) => ({
    x,
    costs: { command: { cpuUs: x ** slope, p50Us: 200, p99Us: 900 }, "idle second": { cpuUs: 5000 } },
  })),
});

test("a cost is shown at both ends, with its exponent", () => {
  const table = sweepTable(sweep, measured(1));
  expect(table).toMatch(/\| command +\| +CPU \| +10\.0 µs \| +1\.00 ms \| +x\^1\.00 \| 1\.00 \| +x\^1\.00 \|/);
  expect(table).toMatch(/\| command +\| Latency, median \| +200 µs \| +200 µs \| +x\^0\.00 \|/);
  expect(table.match(/idle second/g)).toHaveLength(1);
});

test("only what grows faster than linearly is complained of", () => {
  expect(tooSteep([measured(1.05)])).toEqual([]);
  expect(tooSteep([measured(2)]).map(complaint)).toEqual(["CPU of “command” grows as state^2.00; the bar is linear."]);
});

test("rows for comparing name sweep, place and cost", () => {
  expect(rowsOf([measured(1)])).toContainEqual({
    name: "state 1,000, command",
    figures: { cpuUs: 1000, p50Us: 200, p99Us: 900 },
  });
  expect(rowsOf([measured(1)])).toHaveLength(6);
});

test("a picture has each cost where it was measured", () => {
  const svg = picture(sweep, measured(1));
  expect(svg.match(/<polyline/g)).toHaveLength(3);
  expect(svg).toContain("1000 B");
});
