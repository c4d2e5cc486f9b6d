import fc from "fast-check";
import { expect, test } from "vitest";
import { fieldText, instantOf, offsetWords } from "./local-time.ts";

const aheadHere = (at: Date) => -at.getTimezoneOffset();

test("what a field shows is the instant that it means, wherever one is", () => {
  const time = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2090, 0, 1) });
  fc.assert(
    fc.property(time, (milliseconds) => {
      const instant = new Date(milliseconds).toISOString();
      const shown = fieldText(instant, aheadHere);
      // in the hour that clocks are set back one text means two instants
      expect(fieldText(instantOf(shown), aheadHere)).toBe(shown);
    }),
  );
});

test("a field has the time of its zone, with seconds only where there are some", () => {
  expect(fieldText("2026-03-01T22:30:00.000Z", () => 120)).toBe("2026-03-02T00:30");
  expect(fieldText("2026-03-01T22:30:05.000Z", () => 0)).toBe("2026-03-01T22:30:05.000");
  expect(fieldText(null, () => 0)).toBe("");
});

test.each(["", "soon", "+012345-01-01T00:00"])("a field with %o means no instant", (text) => {
  expect(instantOf(text)).toBeNull();
});

test("a zone is said by its distance from UTC", () => {
  expect([0, 120, -210].map(offsetWords)).toEqual(["UTC", "UTC+2", "UTC−3:30"]);
});
