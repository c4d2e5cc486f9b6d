import { expect, test } from "vitest";
import { mostTicked } from "#lib/search-query.ts";
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

test("no tick is offered that the shop would refuse", () => {
  const names = Array.from({ length: mostTicked }, (_, n) => `Maker ${n}`);
  const counted = [...names.slice(10), "One more"].map((text) => ({ text, count: 1 }));
  const offered = (ticked: string[]) => facetOptions(counted, ticked).map(({ text }) => text);
  expect(offered(names.slice(1))).toContain("One more");
  expect(offered(names).toSorted()).toEqual(names.toSorted());
});

test("ticking twice is not ticking, and leaves the other facet alone", () => {
  const before = { brands: ["Clay"], categories: ["desk"] };
  const after = toggled(before, "brands", "Moss");
  expect(after).toEqual({ brands: ["Clay", "Moss"], categories: ["desk"] });
  expect(toggled(after, "brands", "Moss")).toEqual(before);
});
