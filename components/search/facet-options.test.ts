import { expect, test } from "vitest";
import { facetOptions } from "./facet-options.ts";
import { toggled } from "./ticked.ts";

test("what is ticked stays there when nothing carries it, so that it can be unticked", () => {
  const counted = [
    { text: "garden", count: 4 },
    { text: "desk", count: 1 },
  ];
  expect(facetOptions(counted, ["desk", "attic"], (text) => text.toUpperCase())).toEqual([
    { text: "garden", label: "GARDEN", count: 4, ticked: false },
    { text: "desk", label: "DESK", count: 1, ticked: true },
    { text: "attic", label: "ATTIC", count: 0, ticked: true },
  ]);
});

test("ticking twice is not ticking, and leaves the other facet alone", () => {
  const before = { brands: ["Clay"], categories: ["desk"] };
  const after = toggled(before, "brands", "Moss");
  expect(after).toEqual({ brands: ["Clay", "Moss"], categories: ["desk"] });
  expect(toggled(after, "brands", "Moss")).toEqual(before);
});
