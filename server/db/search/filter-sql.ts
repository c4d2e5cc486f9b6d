import { lowerCased, type SearchFilter } from "#lib/search-query.ts";
import { columnText } from "../column-text.ts";
import { Prisma } from "../generated/client.ts";
import { likePattern } from "../like-pattern.ts";

/** More filters only make the candidates fewer; the matcher looks at all of them. */
const mostConditions = 8;

/** Holds for every row whose product passes the filters. Rows that do not pass may be among them. */
export function conditionOf(filters: readonly SearchFilter[]): Prisma.Sql {
  const conditions = filters.flatMap(conditionsOf).slice(0, mostConditions);
  return Prisma.join([Prisma.sql`NOT retired`, ...conditions], " AND ");
}

/** Whether the condition holds for no other rows, so that they can be counted without asking the matcher. */
export function isExact(filters: readonly SearchFilter[]): boolean {
  return filters.flatMap(conditionsOf).length <= mostConditions && filters.every(isExactFilter);
}

function isExactFilter(filter: SearchFilter): boolean {
  // descriptions have no column of their own in lower case
  if (filter.field === "description") return false;
  const texts = filter.field === "id" ? [filter.id] : "oneOf" in filter ? filter.oneOf : [filter.text];
  // columns join their texts by line breaks, and write U+FFFD for what they cannot hold
  return texts.every((text) => text.isWellFormed() && !/[\0\n\ufffd]/.test(text));
}

function conditionsOf(filter: SearchFilter): Prisma.Sql[] {
  if (filter.field === "id") return [Prisma.sql`product_id = ${columnText(filter.id)}`];
  if (filter.field === "brands")
    return [somewhere(filter.oneOf), Prisma.sql`brand = ANY(${filter.oneOf.map(columnText)})`];
  if (filter.field === "tags") return [somewhere(filter.oneOf), Prisma.sql`tags && ${filter.oneOf.map(columnText)}`];
  // half a surrogate pair may be part of a whole one, which no column shows
  if (filter.text === "" || !filter.text.isWellFormed()) return [];
  const pattern = likePattern(filter.text);
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

/** One of the texts is in the row; this is what the index can look for. */
const somewhere = (texts: readonly string[]): Prisma.Sql =>
  Prisma.sql`(${Prisma.join(
    texts.map((text) => Prisma.sql`all_text LIKE ${likePattern(lowerCased(text))}`),
    " OR ",
  )})`;
