import { splitName } from "#runtime/ids.ts";
import type { FeedEntry, Ports, Store } from "#runtime/ports.ts";

/** The feeds of all partitions, and the journals that they tell of. */
export type Feeds = Pick<Store, "feed" | "feedEnd" | "journal" | "lastChanges"> & Pick<Ports, "partitions">;

/** The feeds behind a process's ports. */
export const feedsOf = ({ store, partitions }: Ports): Feeds => ({
  partitions,
  feed: (partition, page) => store.feed(partition, page),
  feedEnd: (partition) => store.feedEnd(partition),
  journal: (agent, page) => store.journal(agent, page),
  lastChanges: (partition, types) => store.lastChanges(partition, types),
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

/**
 * Of the entries after a reader's place those of agents of these types. Null also where more than `limit` entries would have
 * to be read for that; none are where none of these types has committed.
 */
export async function entriesOf(
  feeds: Pick<Feeds, "feed" | "lastChanges">,
  partition: number,
  types: readonly string[],
  { cursor, limit }: { cursor: string | null; limit: number },
): Promise<FeedEntry[] | null> {
  const [changed, none] = await Promise.all([
    haveChanged(feeds, partition, types, cursor),
    entriesAfter(feeds, partition, cursor, 0),
  ]);
  if (none === null || !changed) return none;
  const entries = await entriesAfter(feeds, partition, cursor, limit + 1);
  if (entries === null || entries.length > limit) return null;
  return entries.filter(({ agent }) => types.includes(splitName(agent).type));
}

/** Whether any agent of these types has committed after a place; told without reading what others have. */
export async function haveChanged(
  feeds: Pick<Feeds, "lastChanges">,
  partition: number,
  types: readonly string[],
  cursor: string | null,
): Promise<boolean> {
  const last = await feeds.lastChanges(partition, types);
  return types.some((type) => {
    const change = last.get(type);
    return change !== undefined && (cursor === null || isAfter(change, cursor));
  });
}

/** A feed's cursors are a number, or two with a dash between, and go up. */
function isAfter(cursor: string, other: string): boolean {
  const [first = 0, second = 0] = cursor.split("-").map(Number);
  const [otherFirst = 0, otherSecond = 0] = other.split("-").map(Number);
  return first === otherFirst ? second > otherSecond : first > otherFirst;
}
