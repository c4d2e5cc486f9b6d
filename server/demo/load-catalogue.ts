import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { featuredTag } from "#lib/featured.ts";
import { type CatalogueEntry, CatalogueFile } from "./catalogue-entry.ts";

const folder = join(import.meta.dirname, "catalogue");

/** Reads the demo catalogue, one file a category, and answers its entries in the order of their ids. */
export async function loadCatalogue(from = folder): Promise<CatalogueEntry[]> {
  const names = (await readdir(from)).filter((name) => name.endsWith(".json"));
  const files = await Promise.all(names.map((name) => readCategory(from, name)));
  return files.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function readCategory(from: string, name: string): Promise<CatalogueEntry[]> {
  const checked = CatalogueFile.safeParse(JSON.parse(await readFile(join(from, name), "utf8")));
  if (!checked.success) throw new Error(`demo catalogue, ${name}: ${z.prettifyError(checked.error)}`);
  const { category, entries } = checked.data;
  return entries.map((entry) => ({ ...entry, ...tagged(entry), category }));
}

function tagged({ featured, product }: z.output<typeof CatalogueFile>["entries"][number]) {
  return featured && product ? { product: { ...product, tags: [...product.tags, featuredTag] } } : {};
}
