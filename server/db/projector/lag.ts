import type { Database } from "../client.ts";
import { entriesAfter, type Feeds } from "./feed-place.ts";
import { readPlaces } from "./places.ts";

/** How far the read models are behind the agents. */
export type Lag = {
  /** Commits that are not in them yet, of all partitions. */
  entries: number;
  /** Age of the oldest of these. */
  milliseconds: number;
  /** Partitions whose rows are being made again; what they lack is not counted. */
  rebuilding: number;
};

const mostCounted = 10_000;

export async function projectionLag(database: Database, feeds: Feeds, now: number): Promise<Lag> {
  const lag: Lag = { entries: 0, milliseconds: 0, rebuilding: 0 };
  const places = await readPlaces(database, feeds.partitions);
  await Promise.all(
    places.map(async ({ partition, ready, cursor }) => {
      const end = await feeds.feedEnd(partition);
      if (ready && (end?.cursor ?? null) === cursor) return;
      const behind = ready ? await entriesAfter(feeds, partition, cursor, mostCounted) : null;
      const [oldest] = behind ?? [];
      if (behind === null) lag.rebuilding += 1;
      lag.entries += behind?.length ?? 0;
      if (oldest) lag.milliseconds = Math.max(lag.milliseconds, now - oldest.stamp);
    }),
  );
  return lag;
}
