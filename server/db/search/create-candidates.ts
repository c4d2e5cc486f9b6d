import { product } from "#agents/product/product.contract.ts";
import type { Candidates, IdPage } from "#agents/product-search/product-search.contract.ts";
import { splitName } from "#runtime/ids.ts";
import type { Database } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { entriesOf, type Feeds } from "../projector/feed-place.ts";
import { createPatience, type Patience } from "./create-patience.ts";
import { conditionOf } from "./filter-sql.ts";

type Options = Patience & {
  database: Database;
  feeds: Pick<Feeds, "feed" | "lastChanges" | "partitions">;
};

type Row = { ids: string[]; places: { partition: number; ready: boolean; cursor: string | null }[] };

/** Commits that may wait for the projector before the directory is the shorter way. */
const mostWaiting = 2_000;

/**
 * Candidates from the catalogue's read model, with every product that has committed since it was brought up to date.
 * Nothing while PostgreSQL is away or slow, or a partition is being made again.
 */
export function createCandidates({ database, feeds, ...patience }: Options): Candidates {
  const patiently = createPatience(patience);

  async function ask(...[filters, { cursor, limit }]: Parameters<Candidates>): Promise<IdPage | null> {
    const after = cursor === undefined ? Prisma.empty : Prisma.sql`AND product_id > ${cursor}`;
    // one statement sees rows and places of one moment
    const [row] = await database.$queryRaw<Row[]>`
      SELECT ARRAY(
          SELECT product_id FROM catalogue_product
          WHERE ${conditionOf(filters)} ${after} ORDER BY product_id LIMIT ${limit + 1}
        ) AS ids,
        (SELECT coalesce(jsonb_agg(place), '[]') FROM projection AS place) AS places`;
    return row ? pageOf(row, { cursor, limit }) : null;
  }

  async function pageOf({ ids, places }: Row, { cursor = "", limit }: { cursor: string | undefined; limit: number }) {
    const recent = await Promise.all(
      Array.from({ length: feeds.partitions }, async (_, partition) => {
        const place = places.find((each) => each.partition === partition);
        return place?.ready ? recentProducts(feeds, partition, place.cursor) : null;
      }),
    );
    if (recent.includes(null)) return null;
    const last = ids.length > limit ? ids[limit - 1] : undefined;
    const inPage = (id: string) => id > cursor && (last === undefined || id <= last);
    const page = new Set([...ids.filter(inPage), ...recent.flatMap((found) => found ?? []).filter(inPage)]);
    return { ids: [...page].sort(), ...(last !== undefined && { cursor: last }) };
  }

  return (...question) => patiently(() => ask(...question));
}

/** Products that have committed since the rows were written; null when that cannot be said, or they are too many. */
async function recentProducts(feeds: Options["feeds"], partition: number, cursor: string | null) {
  const entries = await entriesOf(feeds, partition, [product.name], { cursor, limit: mostWaiting });
  return entries?.map(({ agent }) => splitName(agent).id) ?? null;
}
