import type { CountFacets, TextCount } from "#agents/product-search/product-search.contract.ts";
import { narrowedTo } from "#lib/search-query.ts";
import type { Database } from "../client.ts";
import { columnText } from "../column-text.ts";
import { createPatience, type Patience } from "./create-patience.ts";
import { conditionOf, isExact } from "./filter-sql.ts";

type Row = { ready: boolean; brands: TextCount[]; tags: TextCount[] };

/** Makers that are counted; more are found by typing. */
const mostBrands = 40;

/** Facets of the catalogue's read model. Each is counted as if nothing were ticked in itself, so that more can be ticked. */
export function createFacetCounts({ database, ...patience }: Patience & { database: Database }): CountFacets {
  const patiently = createPatience(patience);

  return async ({ filters, among, brands, tags }) => {
    const [withTags, withBrands] = [
      [...filters, ...narrowedTo({ tags })],
      [...filters, ...narrowedTo({ brands })],
    ];
    if (!isExact(withTags) || !isExact(withBrands)) return null;
    const rows = await patiently(
      () => database.$queryRaw<Row[]>`
        SELECT (SELECT count(*) > 0 AND bool_and(ready) FROM projection) AS ready,
          (SELECT coalesce(jsonb_agg(counted), '[]') FROM (
            SELECT brand AS text, count(*) AS count FROM catalogue_product
            WHERE ${conditionOf(withTags)} GROUP BY brand ORDER BY count(*) DESC, brand LIMIT ${mostBrands}
          ) AS counted) AS brands,
          (SELECT coalesce(jsonb_agg(counted), '[]') FROM (
            SELECT tag AS text, count(DISTINCT product_id) AS count FROM catalogue_product, unnest(tags) AS tag
            WHERE ${conditionOf(withBrands)} AND tag = ANY(${among.map(columnText)}) GROUP BY tag
          ) AS counted) AS tags`,
    );
    const row = rows?.[0];
    return row?.ready ? { brands: row.brands, tags: row.tags } : null;
  };
}
