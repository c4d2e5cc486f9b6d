import type { RuntimeProcess } from "#runtime/create-runtime.ts";
import { agentName, splitName } from "#runtime/ids.ts";
import { partitionOf } from "#runtime/partition.ts";
import { destroyMethod, type FeedEntry } from "#runtime/ports.ts";
import type { Database } from "../client.ts";
import { entriesAfter, type Feeds, haveChanged } from "./feed-place.ts";
import { projectCatalogue } from "./project-catalogue.ts";
import { projectOrders } from "./project-orders.ts";
import { projectPriceEvents } from "./project-price-events.ts";
import { type Change, type Projection, projectedTypes, type Transaction } from "./projection.ts";

/** Where a partition's projection stands: the row that every writer locks first. */
export type Place = { partition: number; generation: number; ready: boolean; cursor: string | null };

export type Projecting = {
  database: Database;
  feeds: Feeds;
  runtime: Pick<RuntimeProcess, "as" | "list">;
  /** Tests stop the projector here, as if its process had died. */
  failpoint?: (point: string) => void;
};

export interface PartitionProjector {
  /**
   * Brings the rows on by some commits, or makes them all again where the place in the feed is lost. `moved`: there may be
   * more to do at once. `idle`: the feed was read, or passed over, to its end. May be stopped anywhere and run by several at once.
   */
  advance(place: Place): Promise<"moved" | "idle">;
  /** Whether the rows may lack something of the partition, as far as this projector has brought them on. */
  hasNews(partition: number): Promise<boolean>;
  /** Removes the partition's rows; whoever advances next makes them again. False when somebody else did it first. */
  reset(place: Place): Promise<boolean>;
}

const batch = 1_000;
const limits = { maxWait: 10_000, timeout: 30_000 };

export function createPartitionProjector({
  database,
  feeds,
  runtime,
  failpoint = () => {},
}: Projecting): PartitionProjector {
  const { query } = runtime.as({ kind: "system", id: "projector" });
  const projections = [projectCatalogue(query), projectOrders(query), projectPriceEvents(feeds)];
  /** Up to where the rows have everything, as far as they were brought on from here. */
  const reached = new Map<number, string>();

  /** Runs `write` unless the place has moved meanwhile. The lock keeps other writers of the partition out until its end. */
  const inPlace = (place: Place, next: Partial<Place>, write: (transaction: Transaction) => Promise<unknown>) =>
    database.$transaction(async (transaction) => {
      failpoint("begun");
      const { count } = await transaction.projection.updateMany({ where: place, data: { ...place, ...next } });
      if (count === 0) return false;
      failpoint("moved");
      await write(transaction);
      failpoint("written");
      return true;
    }, limits);

  async function moveTo(place: Place, cursor: string | null, write: (transaction: Transaction) => Promise<unknown>) {
    if ((await inPlace(place, { cursor }, write)) && cursor !== null) reached.set(place.partition, cursor);
  }

  async function reset(place: Place): Promise<boolean> {
    const { partition, generation } = place;
    const empty = { generation: generation + 1, ready: false, cursor: null };
    reached.delete(partition);
    return inPlace(place, empty, async (transaction) => {
      for (const each of projections) await each.clear(transaction, { partition, partitions: feeds.partitions });
    });
  }

  async function follow(place: Place, entries: readonly FeedEntry[]): Promise<void> {
    const changes = changesIn(entries);
    const writes = await Promise.all(
      projections.map((each) => each.collect(place.partition, [...(changes.get(each.of.name)?.values() ?? [])])),
    );
    failpoint("collected");
    await moveTo(place, entries.at(-1)?.cursor ?? null, async (transaction) => {
      for (const write of writes) await write(transaction);
    });
    failpoint("committed");
  }

  /** Most commits are of agents that have no rows: where all after a place are, it moves to the feed's end unread. */
  async function skip(place: Place): Promise<boolean> {
    const { partition, cursor } = place;
    // the first time all is read: an older release's commits may not be among the last changes
    if (cursor === null || !reached.has(partition)) return false;
    const [[first], end] = await Promise.all([
      feeds.feed(partition, { from: cursor, limit: 1 }),
      feeds.feedEnd(partition),
    ]);
    // asked after the end is known: what commits meanwhile is read and not passed over
    if (first?.cursor !== cursor || !end || (await haveChanged(feeds, partition, projectedTypes, cursor))) return false;
    if (end.cursor === cursor) reached.set(partition, cursor);
    else await moveTo(place, end.cursor, async () => {});
    return true;
  }

  /**
   * The rows of all agents of an empty partition. What commits meanwhile is after the feed's end as it was before anybody
   * began to read them, and follows later: so a row that a slow one has left of an agent which is gone is removed then.
   */
  async function fill(found: Place): Promise<void> {
    const cursor = found.cursor ?? (await feeds.feedEnd(found.partition))?.cursor ?? null;
    const place = { ...found, cursor };
    if (cursor !== found.cursor && !(await inPlace(found, place, async () => {}))) return;
    for (const each of projections) {
      let after: string | undefined;
      do {
        const page = await runtime.list(each.of, { limit: 1_000, ...(after !== undefined && { cursor: after }) });
        const ids = page.ids.filter(
          (id) => partitionOf(agentName(each.of.name, id), feeds.partitions) === place.partition,
        );
        if (!(await fillWith(place, each, ids))) return;
        after = page.cursor;
      } while (after !== undefined);
    }
    await inPlace(place, { ready: true }, async () => {});
    failpoint("committed");
  }

  async function fillWith(place: Place, projection: Projection, ids: readonly string[]): Promise<boolean> {
    if (ids.length === 0) return true;
    // the version before the state: never later than what the row will show
    const changes = await Promise.all(
      ids.map(async (id): Promise<Change> => {
        const [newest] = await feeds.journal(agentName(projection.of.name, id), { limit: 1 });
        return { id, since: 1, version: newest?.version ?? 0, stamp: newest?.stamp ?? 0 };
      }),
    );
    const write = await projection.collect(place.partition, changes);
    failpoint("collected");
    return inPlace(place, {}, write);
  }

  return {
    reset,
    async hasNews(partition) {
      const cursor = reached.get(partition);
      return cursor === undefined || haveChanged(feeds, partition, projectedTypes, cursor);
    },
    async advance(place) {
      if (!place.ready) {
        await fill(place);
        return "moved";
      }
      if (await skip(place)) return "idle";
      const entries = await entriesAfter(feeds, place.partition, place.cursor, batch);
      failpoint("fetched");
      if (entries?.length === 0) {
        if (place.cursor !== null) reached.set(place.partition, place.cursor);
        return "idle";
      }
      if (entries === null) await reset(place);
      else await follow(place, entries);
      // a short page was the end of the feed; what commits meanwhile rings again, and shares the next round
      return entries !== null && entries.length < batch ? "idle" : "moved";
    },
  };
}

/** By type and id: which versions of it the entries tell of. */
function changesIn(entries: readonly FeedEntry[]): Map<string, Map<string, Change>> {
  const changes = new Map<string, Map<string, Change>>();
  for (const { agent, version, method, stamp } of entries) {
    const { type, id } = splitName(agent);
    const ofType = changes.get(type) ?? new Map<string, Change>();
    const { since = version, destroyed: before } = ofType.get(id) ?? {};
    const destroyed = method === destroyMethod ? version : before;
    changes.set(type, ofType.set(id, { id, since, version, stamp, ...(destroyed !== undefined && { destroyed }) }));
  }
  return changes;
}
