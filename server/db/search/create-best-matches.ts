import type { BestMatches } from "#agents/product-search/product-search.contract.ts";
import type { SearchFilter } from "#lib/search-query.ts";
import type { Database } from "../client.ts";
import { columnText } from "../column-text.ts";
import { createPatience, type Patience } from "./create-patience.ts";
import { conditionOf } from "./filter-sql.ts";

/** So many come in their order; a shopper who has seen these turns to the others by id. */
const mostRanked = 100;

/** What more products than these have in common says nothing about them: they stay in the order of the ids. */
const mostWeighed = 10_000;

/** More words do not make the order better. */
const mostTerms = 8;

/** The weights that the migration gave to the words of each field. */
const weights = { any: "", name: "A", brand: "B", tag: "B", description: "" };

/** The order of PostgreSQL's full-text search: words of the name before brand and tags before the rest. */
export function createBestMatches({ database, ...patience }: Patience & { database: Database }): BestMatches {
  const patiently = createPatience(patience);

  async function ask(filters: readonly SearchFilter[]): Promise<string[]> {
    const terms = filters.flatMap(termsOf).slice(0, mostTerms);
    if (terms.length === 0) return [];
    const rows = await database.$queryRaw<{ product_id: string }[]>`
      WITH asked AS (
        SELECT string_agg(word || ':*' || weight, '&')::tsquery AS begun, string_agg(word || ':' || weight, '|')::tsquery AS whole
        FROM jsonb_to_recordset(${JSON.stringify(terms)}::jsonb) AS term (text text, weight text),
          unnest(to_tsvector('simple', text)),
          quote_literal(replace(lexeme, '\\', '')) AS word
      ),
      found AS (
        SELECT product_id, words FROM catalogue_product
        WHERE words @@ (SELECT begun FROM asked) AND ${conditionOf(filters)}
        LIMIT ${mostWeighed + 1}
      )
      SELECT product_id FROM found
      WHERE (SELECT count(*) FROM found) <= ${mostWeighed}
      ORDER BY ts_rank(words, (SELECT begun FROM asked), 1) + ts_rank(words, (SELECT whole FROM asked), 1) DESC, product_id
      LIMIT ${mostRanked}`;
    return rows.map((row) => row.product_id);
  }

  return async (filters) => (await patiently(() => ask(filters))) ?? [];
}

function termsOf(filter: SearchFilter): { text: string; weight: string }[] {
  // what is ticked is in every match alike
  if (filter.field === "id" || "oneOf" in filter) return [];
  const text = columnText(filter.text);
  return text === "" ? [] : [{ text, weight: weights[filter.field] }];
}
