import { expect, test } from "vitest";
import { measurePhase, type Phase, recoveryOf } from "./measured.ts";
import type { Offered } from "./offer.ts";
import { failuresOf, type OverloadResult, tables } from "./report.ts";

const one = (at: number, took: number, end: Offered["end"] = "ok"): Offered => ({ at, took, end });

test("goodput is what was answered within the time, and refusals count where they were offered", () => {
  const all = [one(0, 500), one(900, 200), one(1200, 100), one(1500, 10, "overloaded"), one(1900, 300)];
  const unsaid = one(1600, 10, "overloaded_without_retry_after");
  expect(measurePhase([...all, unsaid], 1000, 2000)).toEqual({
    ...{ offered: 4, accepted: 2, overloaded: 1, failed: 0, withoutRetryAfter: 1 },
    ...{ p50: 200, p99: 200, whys: {} },
  });
});

test("what failed is counted by why it did", () => {
  const all = [one(0, 1), { ...one(1, 1, "failed"), why: "status 504" }, { ...one(2, 1, "failed"), why: "status 504" }];
  expect(measurePhase(all, 0, 1000)).toMatchObject({ failed: 2, whys: { "status 504": 2 } });
});

test("it has recovered when nothing is refused or slow any more until the end", () => {
  const calm = [600, 1100, 1600].map((at) => one(at, 5));
  expect(recoveryOf([one(100, 5), ...calm], 2000, 50)).toBe(0);
  expect(recoveryOf([one(100, 900), ...calm], 2000, 50)).toBe(500);
  expect(recoveryOf([one(1200, 1, "overloaded"), ...calm], 2000, 50)).toBe(1500);
  expect(recoveryOf([one(1700, 900), ...calm], 2000, 50)).toBeUndefined();
});

const phase = (changes: Partial<Phase> = {}): Phase => ({
  ...{ offered: 1000, accepted: 1000, overloaded: 0, failed: 0, withoutRetryAfter: 0, p50: 1, p99: 2, whys: {} },
  ...changes,
});
const mb = 1024 * 1024;
const result = (changes: Partial<OverloadResult> = {}): OverloadResult => ({
  maximum: phase(),
  times: 4,
  overload: phase({ offered: 4000, accepted: 800, overloaded: 3200 }),
  light: phase(),
  memory: { before: 200 * mb, third: 300 * mb, highest: 350 * mb, end: 350 * mb, after: 350 * mb },
  recoveryMs: 1000,
  cores: "One each.",
  processor: { maximum: 1, overload: 1 },
  ...changes,
});

test("a shop that keeps to all of it passes, and its tables say so", () => {
  expect(failuresOf(result())).toEqual([]);
  expect(tables(result())).toContain("| 4 times that      |     4,000 |       800 |   80 % |");
});

const overload = (changes: Partial<Phase>) => ({ overload: phase({ offered: 4000, accepted: 800, ...changes }) });
test.each([
  ["goodput fell to 79 %", overload({ accepted: 790 })],
  ["less was offered", overload({ offered: 3000 })],
  ["without a retry-after", overload({ withoutRetryAfter: 1 })],
  ["2 % failed", overload({ failed: 80 })],
  ["memory grew", { memory: { before: 1, third: 300 * mb, highest: 500 * mb, end: 1, after: 1 } }],
  ["did not recover", { recoveryMs: 5500 }],
  ["did not recover", { recoveryMs: undefined }],
])("%s", (failure, changes) => {
  const failures = failuresOf(result(changes as Partial<OverloadResult>));
  expect(failures).toHaveLength(1);
  expect(failures[0]).toContain(failure);
});
