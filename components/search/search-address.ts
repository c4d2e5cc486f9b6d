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

/** Where a query's answer is, from the product after `after` on. */
export function searchAddress(query: string, after?: string): string {
  return `/search?${new URLSearchParams({ q: query, ...(after !== undefined && { after }) })}`;
}
