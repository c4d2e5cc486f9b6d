import type { SearchFilter } from "#lib/search-query.ts";
import { columnText } from "../column-text.ts";
import { Prisma } from "../generated/client.ts";

/** More filters only make the candidates fewer; the matcher looks at all of them. */
const mostConditions = 8;

/** Holds for every row whose product passes the filters. Rows that do not pass may be among them. */
export function conditionOf(filters: readonly SearchFilter[]): Prisma.Sql {
  const conditions = filters.flatMap(conditionsOf).slice(0, mostConditions);
  return Prisma.join([Prisma.sql`NOT retired`, ...conditions], " AND ");
}

function conditionsOf(filter: SearchFilter): Prisma.Sql[] {
  if (filter.field === "id") return [Prisma.sql`product_id = ${columnText(filter.id)}`];
  // half a surrogate pair may be part of a whole one, which no column shows
  if (filter.text === "" || !filter.text.isWellFormed()) return [];
  const pattern = `%${columnText(filter.text).replace(/[\\%_]/g, "\\$&")}%`;
  const all = Prisma.sql`all_text LIKE ${pattern}`;
  switch (filter.field) {
    case "name":
      return [all, Prisma.sql`name_text LIKE ${pattern}`];
    case "brand":
      return [all, Prisma.sql`brand_text LIKE ${pattern}`];
    case "tag":
      return [all, Prisma.sql`tags_text LIKE ${pattern}`];
    default:
      return [all];
  }
}
