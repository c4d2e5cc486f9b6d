import type { Ticked } from "./ticked.ts";

/** What the address of a search asks for. */
export type Asked = Ticked & { query: string; after: string | undefined };

type Params = Record<"q" | "after" | "brand" | "category", string | string[] | undefined>;

/** Null for an address that no link and no form of ours leads to. */
export function readAsked({ q = "", after, brand, category }: Partial<Params>): Asked | null {
  if (Array.isArray(q) || Array.isArray(after)) return null;
  return { query: q.trim(), after: after || undefined, brands: textsIn(brand), categories: textsIn(category) };
}

const textsIn = (given: string | string[] | undefined): string[] => [...new Set([given ?? []].flat())].filter(Boolean);
