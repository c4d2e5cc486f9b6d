import type { CatalogueEntry } from "#server/demo/catalogue-entry.ts";
import type { Sitter } from "./compose-pictures.ts";

/** What is to be seen in the pictures of a catalogue's products. */
export const sittersOf = (entries: readonly CatalogueEntry[]): Sitter[] =>
  entries.flatMap(({ id, category, product }) => (product ? [{ id, category, ...product.picture }] : []));
