import { expect, test } from "vitest";
import { readPlace, writePlace } from "./place-id.ts";

test.each([
  { at: 1_800_000_000_000, places: new Map<number, string>() },
  {
    at: 5,
    places: new Map([
      [0, "1732320000000-0"],
      [255, "17-12"],
    ]),
  },
])("a place that was written is read as it was", (place) => {
  expect(readPlace(writePlace(place))).toEqual(place);
});

test.each(["", "x", "1_", "1_0", "1_0.", "1_0.*", "1_0.1-1_", "1_0.1-1;2", `1${"_0.1-1".repeat(257)}`, "-1", "1e3"])(
  "%j is no place",
  (text) => expect(readPlace(text)).toBeNull(),
);
