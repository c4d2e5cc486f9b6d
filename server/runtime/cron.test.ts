import { describe, expect, test } from "vitest";
import { advance, firstDue, ruleProblem } from "./cron.ts";

const rule = (cron: string, timeZone = "UTC", missed: "once" | "all" | "skip" = "once", name = "n") => ({
  ...{ cron, timeZone, missed, name },
  agent: "a/b",
});
const at = (text: string) => Date.parse(text);
const iso = (time: number) => new Date(time).toISOString().replace(".000", "");

/** The times at which it is due, each told as it comes. */
function times(of: ReturnType<typeof rule>, from: string, count: number): string[] {
  const found = [firstDue(of, at(from))];
  while (found.length < count) {
    const due = found.at(-1) ?? 0;
    const { ticks, next } = advance(of, due, due + 200);
    expect(ticks).toEqual([due]);
    found.push(next);
  }
  return found.map(iso);
}

describe("a rule in a time zone", () => {
  test("keeps to the clocks of its zone when they change", () => {
    const three = rule("0 3 * * *", "Europe/Berlin");
    expect(times(three, "2026-03-27T12:00:00Z", 3)).toEqual([
      "2026-03-28T02:00:00Z",
      "2026-03-29T01:00:00Z",
      "2026-03-30T01:00:00Z",
    ]);
  });

  test("is due an hour later where the clocks skip its time, and once where they show it twice", () => {
    const halfPastTwo = rule("30 2 * * *", "Europe/Berlin");
    expect(times(halfPastTwo, "2026-03-27T12:00:00Z", 3)).toEqual([
      "2026-03-28T01:30:00Z",
      "2026-03-29T01:30:00Z",
      "2026-03-30T00:30:00Z",
    ]);
    expect(times(halfPastTwo, "2026-10-24T12:00:00Z", 2)).toEqual(["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]);
  });

  test("of every half hour is due in both of the hours that have one name", () => {
    expect(times(rule("*/30 * * * *", "Europe/Berlin"), "2026-10-24T23:50:00Z", 5)).toEqual([
      "2026-10-25T00:00:00Z",
      "2026-10-25T00:30:00Z",
      "2026-10-25T01:00:00Z",
      "2026-10-25T01:30:00Z",
      "2026-10-25T02:00:00Z",
    ]);
  });
});

describe("ticks that were missed", () => {
  const due = at("2026-05-04T10:00:00Z");

  test("are the last one, for once", () => {
    const { ticks, next } = advance(rule("0 * * * *"), due, at("2026-05-06T15:30:00Z"));
    expect([ticks.map(iso), iso(next)]).toEqual([["2026-05-06T15:00:00Z"], "2026-05-06T16:00:00Z"]);
  });

  test("are each of them, for all, some at a time", () => {
    const all = rule("0 * * * *", "UTC", "all");
    const now = at("2026-05-04T22:30:00Z");
    const first = advance(all, due, now);
    const second = advance(all, first.next, now);
    expect([...first.ticks, ...second.ticks].map(iso)).toEqual(
      Array.from({ length: 13 }, (_, hour) => `2026-05-04T${10 + hour}:00:00Z`),
    );
    expect(iso(second.next)).toBe("2026-05-04T23:00:00Z");
  });

  test.each([
    ["60 seconds late", 60_000, true],
    ["more than that", 60_001, false],
  ])("are told or not when they are skipped: %s", (_, late, told) => {
    const { ticks, next } = advance(rule("0 * * * *", "UTC", "skip"), due, due + late);
    expect(ticks).toEqual(told ? [due] : []);
    expect(iso(next)).toBe("2026-05-04T11:00:00Z");
  });

  test("of a weekend of seconds are found at once", () => {
    const { ticks, next } = advance(rule("* * * * * *"), due, due + 48 * 3_600_000 + 400);
    expect([ticks.map(iso), iso(next)]).toEqual([["2026-05-06T10:00:00Z"], "2026-05-06T10:00:01Z"]);
  });

  test("are not a second one of a time that the clocks show twice", () => {
    const halfPastTwo = rule("30 2 * * *", "Europe/Berlin");
    for (const now of ["2026-10-25T00:45:00Z", "2026-10-25T01:45:00Z"]) {
      const { ticks, next } = advance(halfPastTwo, at("2026-10-20T00:30:00Z"), at(now));
      expect([ticks.map(iso), iso(next)]).toEqual([["2026-10-25T00:30:00Z"], "2026-10-26T01:30:00Z"]);
    }
  });
});

test("H is a time of the schedule's own, the same at each asking", () => {
  const minute = (name: string) => new Date(firstDue(rule("H * * * *", "UTC", "once", name), 0)).getUTCMinutes();
  const minutes = Array.from({ length: 20 }, (_, n) => minute(`n${n}`));
  expect(minutes).toEqual(Array.from({ length: 20 }, (_, n) => minute(`n${n}`)));
  expect(new Set(minutes).size).toBeGreaterThan(10);
});

test.each([
  ["", "UTC"],
  ["* * * *", "UTC"],
  ["* * * * * * *", "UTC"],
  ["61 * * * *", "UTC"],
  ["0 0 30 2 *", "UTC"],
  ["soon", "UTC"],
  ["@sometimes", "UTC"],
  ["* * * * *", "Mars/Olympus"],
])("%j in %s is refused with a reason", (cron, timeZone) => {
  expect(ruleProblem({ cron, timeZone })).toMatch(/\w/);
});

test.each(["*/5 * * * *", "0 0 3 * * 1-5", "@daily", " 0 0 1 JAN * ", "0 0 L * *"])("%j is accepted", (cron) => {
  expect(ruleProblem({ cron, timeZone: "America/St_Johns" })).toBeUndefined();
});
