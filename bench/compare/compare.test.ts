import { expect, test } from "vitest";
import type { Comparable } from "./comparable.ts";
import { changesOf, comparison } from "./compare.ts";

const result = (rows: Comparable["rows"], about: Partial<Comparable> = {}): Comparable => ({
  kind: "micro",
  startedAt: "2026-11-28T08:00:00.000Z",
  commit: "0123abcd",
  remarks: [],
  rows,
  ...about,
});
const row = (name: string, figures: Record<string, number>) => ({ name, figures });

test("of answers a second more is better, of everything else less", () => {
  const before = result([row("commit", { perSecond: 100, p50Us: 200, cpuUs: 10, samples: 5 })]);
  const after = result([row("commit", { perSecond: 150, p50Us: 260, cpuUs: 10.2, samples: 500 })]);
  expect(changesOf(before, after)).toMatchObject([
    { figure: "perSecond", ratio: 1.5, verdict: "better" },
    { figure: "p50Us", ratio: 1.3, verdict: "worse" },
    { figure: "cpuUs", verdict: "" },
  ]);
});

test("only what has changed is listed unless all is asked for", () => {
  const before = result([row("commit", { perSecond: 100, cpuUs: 10 })]);
  const after = result([row("commit", { perSecond: 200, cpuUs: 10 })], { commit: "4567cdef" });
  const text = comparison(before, after, false);
  expect(text).toContain("2026-11-28 08:00 at 0123abcd, then 2026-11-28 08:00 at 4567cdef");
  expect(text).toMatch(/\| commit \| perSecond \| +100 \| +200 \| 2\.00× \| better \|/);
  expect(text).not.toContain("cpuUs");
  expect(text).toContain("1 better, 0 worse, 1 within 5 %.");
  expect(comparison(before, after, true)).toContain("cpuUs");
});

test("what one of them lacks is named", () => {
  const text = comparison(
    result([row("commit", { p50Us: 1 }), row("old", { p50Us: 1 })]),
    result([row("commit", { p50Us: 1 }), row("new", { p50Us: 1 })], { remarks: ["measured for a moment only"] }),
    false,
  );
  expect(text).toContain("Only in the first: old.");
  expect(text).toContain("Only in the second: new.");
  expect(text).toContain("measured for a moment only");
});

test("none unexpected before and after is no change, some is worse", () => {
  const [none] = changesOf(result([row("a", { unexpected: 0 })]), result([row("a", { unexpected: 0 })]));
  const [some] = changesOf(result([row("a", { unexpected: 0 })]), result([row("a", { unexpected: 3 })]));
  expect([none?.verdict, some?.verdict]).toEqual(["", "worse"]);
});

test("results of different kinds, or without a common row, are refused", () => {
  const micro = result([row("commit", { p50Us: 1 })]);
  expect(() => comparison(micro, { ...micro, kind: "k6" }, false)).toThrow(/micro.*k6.*only results of one kind/);
  expect(() => comparison(micro, result([row("load", { p50Us: 1 })]), false)).toThrow(/nothing in common/);
});
