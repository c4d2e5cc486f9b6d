/** What is ticked beside a query. */
export type Ticked = { brands: readonly string[]; categories: readonly string[] };
export type Facet = keyof Ticked;

/** The same with this text ticked, or not any more where it was. */
export function toggled(ticked: Ticked, facet: Facet, text: string): Ticked {
  const texts = ticked[facet];
  return { ...ticked, [facet]: texts.includes(text) ? texts.filter((each) => each !== text) : [...texts, text] };
}

export const countTicked = ({ brands, categories }: Ticked): number => brands.length + categories.length;
