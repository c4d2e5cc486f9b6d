import { z } from "zod";
import { Id } from "#lib/ids.ts";
import { mostTicked, type Narrowing, type SearchFilter } from "#lib/search-query.ts";
import { contract } from "#runtime/contract.ts";
import { Product } from "../product/product.contract.ts";

export const SearchText = z.string().max(1_000);
/** Ids that one question may hold. */
export const MAX_IDS = 200;

/** What is ticked in one facet. */
const Ticked = z.array(z.string().min(1).max(300)).max(mostTicked);
/** Makers and tags that narrow an answer: a product has one of each list that is not empty, exactly as it is written. */
export const Narrowed = { brands: Ticked.optional(), tags: Ticked.optional() };

/** The order of an answer: by id, or first those whose words fit best and then the others by id. */
export const SearchSort = z.enum(["id", "relevance"]);

/** Where a page begins: after an id, at a place among the best ones, or after an id among the others. */
export const SearchCursor = z.union([
  Id,
  z.templateLiteral(["best:", z.string().regex(/^\d{1,3}$/)]),
  z.templateLiteral(["rest:", Id]),
]);
export type SearchCursor = z.output<typeof SearchCursor>;

/** A page of products, and where the next one begins; null is the end. */
const ProductPage = z.object({ products: z.array(Product), cursor: SearchCursor.nullable() });
export type ProductPage = z.output<typeof ProductPage>;

/** Finds products. It has no state: every id is the same agent. */
export const productSearch = contract("productSearch", {
  queries: {
    /** All that match, in the order of their ids. */
    search: { input: z.object({ query: SearchText }), returns: z.array(Product) },
    searchPage: {
      input: z.object({
        query: SearchText,
        ...Narrowed,
        after: SearchCursor.optional(),
        limit: z.int().min(1).max(100),
        /** Of the first page; the cursor holds it for the next ones. */
        sort: SearchSort.default("id"),
      }),
      returns: ProductPage,
    },
    /** Some that carry a tag; null when the index cannot say just now, for what a page can do without. */
    getTagged: {
      input: z.object({ tag: z.string().min(1).max(300), limit: z.int().min(1).max(100) }),
      returns: z.array(Product).nullable(),
    },
    /** Those that there are, in the order of the question, each once. */
    getByIds: { input: z.object({ ids: z.array(Id).max(MAX_IDS) }), returns: z.array(Product) },
  },
  commands: {},
});

/** Ids in the order of their code points; `cursor` is absent on the last page. */
export type IdPage = { ids: string[]; cursor?: string };

/**
 * What an index knows: the next ids after `cursor` that may match, with none missing that does on the agents as they were
 * when it was asked; or null when it cannot say just now.
 */
export type Candidates = (
  filters: readonly SearchFilter[],
  page: { cursor?: string; limit: number },
) => Promise<IdPage | null>;

/**
 * Products whose words fit best, best first and each once. A hint: some may not match, and others match too. None while
 * that cannot be said.
 */
export type BestMatches = (filters: readonly SearchFilter[]) => Promise<string[]>;

/** How many products carry a text. */
export type TextCount = { text: string; count: number };
export type Facets = { brands: TextCount[]; tags: TextCount[] };

/**
 * Counts makers, and the tags `among` these, of the products that pass the filters and are not ticked away in the other
 * facet. Null when the index cannot say just now.
 */
export type CountFacets = (
  question: Narrowing & { filters: readonly SearchFilter[]; among: readonly string[] },
) => Promise<Facets | null>;
