import { expect, test } from "vitest";
import { instantsAfter } from "./sale-windows.ts";

const at = (minute: number) => new Date(minute * 60_000).toISOString();

test("starts and ends that are still to come, the next one first, each once", () => {
  const windows = [
    { start: at(9), end: null },
    { start: at(1), end: at(5) },
    { start: null, end: at(7) },
    { start: at(5), end: at(9) },
  ];
  expect(instantsAfter(windows, 2 * 60_000)).toEqual([5, 7, 9].map((minute) => minute * 60_000));
});

test("an instant that is now has passed", () => {
  expect(instantsAfter([{ start: at(1), end: at(2) }], 60_000)).toEqual([120_000]);
  expect(instantsAfter([{ start: null, end: null }], 0)).toEqual([]);
});
