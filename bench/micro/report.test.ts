import { expect, test } from "vitest";
import { shortfall, table } from "./report.ts";
import { hotAgent } from "./whole-engine.ts";

const row = (name: string, perSecond: number) => ({
  name,
  figures: { perSecond, meanUs: 40, p50Us: 37.25, p99Us: 4200, cpuUs: 12, samples: 1234 },
});

test("times are shown in the unit that suits them", () => {
  expect(table([row("commit: one turn", 25_000)])).toContain(
    "| commit: one turn |   25,000 | 37.3 µs | 4.20 ms |  12.0 µs | 1,234 |",
  );
});

test("a hot agent that is too slow is said, and only that", () => {
  expect(shortfall([row(hotAgent, 4000)])).toBe("One hot agent ran 4,000 turns a second; the bar is 5,000.");
  expect(shortfall([row(hotAgent, 5000), row("engine: 1 caller", 10)])).toBeUndefined();
  expect(shortfall([])).toBeUndefined();
});
