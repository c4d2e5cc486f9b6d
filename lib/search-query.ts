/** One condition of a query; all of them must hold. Texts are in lower case, ids are as they were written. */
export type SearchFilter =
  | { field: "any" | "name" | "brand" | "description" | "tag"; text: string }
  | { field: "id"; id: string }
  /** Exactly one of these, as it is written. No query can say it; `narrowedTo` does. */
  | { field: "brands"; oneOf: readonly string[] }
  | { field: "tags"; oneOf: readonly string[] };

/** What a shopper ticks beside a query: makers and tags, of which a product must have one each. */
export type Narrowing = { brands?: readonly string[] | undefined; tags?: readonly string[] | undefined };

/** Ticks of one kind: all makers that are counted beside an answer, and some that were beside another. */
export const mostTicked = 60;

/** What is searched. */
export type Searchable = {
  productId: string;
  name: string;
  brand: string;
  description: string;
  tags: readonly string[];
};

/**
 * Lower case for comparing, whatever stands around a letter: a text's part is always found in the text. JavaScript's own
 * writes a Σ at the end of a word as ς and elsewhere as σ. Everything that compares text in a search goes through here.
 */
export const lowerCased = (text: string): string => text.toLowerCase().replaceAll("ς", "σ");

const fields: Record<string, "id" | "name" | "brand" | "description" | "tag"> = {
  "product-id": "id",
  productid: "id",
  name: "name",
  brand: "brand",
  description: "description",
  tag: "tag",
  tags: "tag",
};

/**
 * Reads a query: words parted by spaces, `"…"` holds words together, `field:value` looks in one field, `*` is anything.
 * Null when it names a field that products do not have: nothing matches that.
 *
 * @example parseSearch('mug brand:"Clay & Co"')
 */
export function parseSearch(query: string): SearchFilter[] | null {
  const filters: SearchFilter[] = [];
  for (const token of tokensOf(query)) {
    const colon = token.indexOf(":");
    const name = colon < 0 ? undefined : lowerCased(token.slice(0, colon));
    const value = token.slice(colon + 1);
    const field = name === undefined ? "any" : Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) return null;
    if (value === "*") continue;
    filters.push(field === "id" ? { field, id: value } : { field, text: lowerCased(value) });
  }
  return filters;
}

/** The conditions of what is ticked; nothing ticked is no condition. */
export const narrowedTo = ({ brands = [], tags = [] }: Narrowing): SearchFilter[] => [
  ...(brands.length > 0 ? [{ field: "brands" as const, oneOf: brands }] : []),
  ...(tags.length > 0 ? [{ field: "tags" as const, oneOf: tags }] : []),
];

/** Splits at spaces outside quotes; a quote that is not closed runs to the end. There are no escapes. */
function tokensOf(query: string): string[] {
  const tokens: string[] = [];
  let token = "";
  let quoted = false;
  for (const character of query) {
    if (character === '"') quoted = !quoted;
    else if (character === " " && !quoted) {
      tokens.push(token);
      token = "";
    } else token += character;
  }
  return [...tokens, token].filter((each) => each !== "");
}

/** Whether a product fits every filter; without filters each does. */
export const matchesSearch = (filters: readonly SearchFilter[], product: Searchable): boolean =>
  filters.every((filter) => fits(filter, product));

function fits(filter: SearchFilter, product: Searchable): boolean {
  if (filter.field === "id") return product.productId === filter.id;
  if (filter.field === "brands") return filter.oneOf.includes(product.brand);
  if (filter.field === "tags") return product.tags.some((tag) => filter.oneOf.includes(tag));
  const has = (text: string) => lowerCased(text).includes(filter.text);
  switch (filter.field) {
    case "tag":
      return product.tags.some(has);
    case "any":
      return has(product.name) || has(product.brand) || has(product.description) || product.tags.some(has);
    default:
      return has(product[filter.field]);
  }
}
