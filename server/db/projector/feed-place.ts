import type { FeedEntry, Ports, Store } from "#runtime/ports.ts";

/** The feeds of all partitions, and the journals that they tell of. */
export type Feeds = Pick<Store, "feed" | "feedEnd" | "journal"> & Pick<Ports, "partitions">;

/** The feeds behind a process's ports. */
export const feedsOf = ({ store, partitions }: Ports): Feeds => ({
  partitions,
  feed: (partition, page) => store.feed(partition, page),
  feedEnd: (partition) => store.feedEnd(partition),
  journal: (agent, page) => store.journal(agent, page),
});

/**
 * The entries after a reader's place, oldest first. Null when the place is not in the feed any more, or never was: then
 * nobody knows what came between. A reader without a place has read an empty feed.
 */
export async function entriesAfter(
  feeds: Pick<Feeds, "feed">,
  partition: number,
  cursor: string | null,
  limit: number,
): Promise<FeedEntry[] | null> {
  if (cursor === null) return (await feeds.feed(partition, { limit: 1 })).length === 0 ? [] : null;
  const [place, ...entries] = await feeds.feed(partition, { from: cursor, limit: limit + 1 });
  return place?.cursor === cursor ? entries : null;
}
