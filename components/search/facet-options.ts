import { mostTicked } from "#lib/search-query.ts";

/** One text of a facet, how many products carry it and whether it is ticked. */
export type FacetOption = { text: string; label: string; count: number; ticked: boolean };

type Counted = { text: string; count: number };

/** All that was counted, while more may be ticked, and what is ticked though nothing carries it. */
export function facetOptions(
  counted: readonly Counted[],
  ticked: readonly string[],
  labelOf = (text: string) => text,
): FacetOption[] {
  const gone = ticked.filter((text) => !counted.some((each) => each.text === text));
  const full = ticked.length >= mostTicked;
  const offered = counted.filter(({ text }) => !full || ticked.includes(text));
  return [...offered, ...gone.map((text) => ({ text, count: 0 }))].map(({ text, count }) => ({
    text,
    label: labelOf(text),
    count,
    ticked: ticked.includes(text),
  }));
}
