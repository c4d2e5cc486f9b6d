import { lowerCased } from "#lib/search-query.ts";
import type { Log } from "#runtime/log.ts";
import type { ProductOrder, ProductTable } from "#server/api/product-table.ts";
import type { Database } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { likePattern } from "../like-pattern.ts";

type Row = { product_id: string; name: string; brand: string; updated_at: Date };

/** More words only make the rows fewer. */
const mostWords = 8;

const keyOf: Record<ProductOrder, Prisma.Sql> = {
  name: Prisma.sql`name_text`,
  brand: Prisma.sql`brand_text`,
  updated: Prisma.sql`updated_at`,
};

export function createProductTable(database: Database, log: Log): ProductTable {
  const find = finder(database);
  return {
    find: (asked) =>
      find(asked).catch((error: unknown) => {
        // whoever asked goes on without it
        log("warn", "the table of products cannot be read", { error: String(error) });
        throw error;
      }),
  };
}

const finder =
  (database: Database): ProductTable["find"] =>
  async ({ words, order, descending, offset, limit }) => {
    const fits = fitting(words);
    const direction = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
    const [rows, [count]] = await Promise.all([
      database.$queryRaw<Row[]>`
        SELECT product_id, name, brand, updated_at FROM (
          SELECT product_id, name, brand, name_text, brand_text, greatest(updated_at, (
            SELECT changed_at FROM price_event WHERE price_event.product_id = catalogue_product.product_id
            ORDER BY version DESC LIMIT 1
          )) AS updated_at
          FROM catalogue_product WHERE ${fits}
        ) AS product
        ORDER BY ${keyOf[order]} ${direction}, product_id OFFSET ${offset} LIMIT ${limit}`,
      database.$queryRaw<{ total: number }[]>`
        SELECT count(*)::integer AS total FROM catalogue_product WHERE ${fits}`,
    ]);
    return { rows: rows.map(rowOf), total: count?.total ?? 0 };
  };

function fitting(words: string): Prisma.Sql {
  const conditions = words
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, mostWords)
    .map((word) => {
      const pattern = likePattern(lowerCased(word));
      return Prisma.sql`(all_text LIKE ${pattern} OR lower(product_id) LIKE ${pattern})`;
    });
  return Prisma.join([Prisma.sql`NOT retired`, ...conditions], " AND ");
}

const rowOf = ({ product_id, name, brand, updated_at }: Row) => ({
  productId: product_id,
  name,
  brand,
  updatedAt: updated_at.toISOString(),
});
