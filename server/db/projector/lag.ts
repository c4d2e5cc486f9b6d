import type { Database } from "../client.ts";
import { entriesOf, type Feeds } from "./feed-place.ts";
import { readPlaces } from "./places.ts";
import { projectedTypes } from "./projection.ts";

/** How far the read models are behind the agents. */
export type Lag = {
  /** Commits of agents that have rows which are not in them yet, of all partitions. */
  entries: number;
  /** Age of the oldest of these. */
  milliseconds: number;
  /** Partitions whose rows are being made again; what they lack is not counted. */
  rebuilding: number;
};

/** More than a feed keeps. */
const mostCounted = 100_000;

export async function projectionLag(database: Database, feeds: Feeds, now: number): Promise<Lag> {
  const lag: Lag = { entries: 0, milliseconds: 0, rebuilding: 0 };
  const places = await readPlaces(database, feeds.partitions);
  await Promise.all(
    places.map(async ({ partition, ready, cursor }) => {
      const behind = ready ? await entriesOf(feeds, partition, projectedTypes, { cursor, limit: mostCounted }) : null;
      const [oldest] = behind ?? [];
      if (behind === null) lag.rebuilding += 1;
      lag.entries += behind?.length ?? 0;
      if (oldest) lag.milliseconds = Math.max(lag.milliseconds, now - oldest.stamp);
    }),
  );
  return lag;
}
