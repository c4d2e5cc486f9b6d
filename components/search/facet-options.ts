/** One text of a facet, how many products carry it and whether it is ticked. */
export type FacetOption = { text: string; label: string; count: number; ticked: boolean };

type Counted = { text: string; count: number };

/** What can be ticked: all that was counted, and what is ticked though nothing carries it. */
export function facetOptions(
  counted: readonly Counted[],
  ticked: readonly string[],
  labelOf = (text: string) => text,
): FacetOption[] {
  const gone = ticked.filter((text) => !counted.some((each) => each.text === text));
  return [...counted, ...gone.map((text) => ({ text, count: 0 }))].map(({ text, count }) => ({
    text,
    label: labelOf(text),
    count,
    ticked: ticked.includes(text),
  }));
}
