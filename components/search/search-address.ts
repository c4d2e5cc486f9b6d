import type { Ticked } from "./ticked.ts";

/**
 * A query for products whose field holds this text. The query language cannot write a quote, so what stands between
 * the quotes of a text is looked for piece by piece.
 */
export function fieldQuery(field: "brand" | "tag", text: string): string {
  return text
    .split('"')
    .filter((piece) => piece !== "")
    .map((piece) => `${field}:${/^[^\s*]+$/.test(piece) ? piece : `"${piece}"`}`)
    .join(" ");
}

/** Where the answer to a query and what is ticked beside it is, from the product after `after` on. */
export function searchAddress(query: string, { brands = [], categories = [], after }: Place = {}): string {
  return `/search?${new URLSearchParams([
    ["q", query],
    ...categories.map((category) => ["category", category]),
    ...brands.map((brand) => ["brand", brand]),
    ...(after === undefined ? [] : [["after", after]]),
  ])}`;
}

type Place = Partial<Ticked> & { after?: string | undefined };
