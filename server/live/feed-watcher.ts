import type { RuntimeProcess } from "#runtime/create-runtime.ts";
import type { Log } from "#runtime/log.ts";
import { partitionOf } from "#runtime/partition.ts";
import type { Clock } from "#runtime/ports.ts";
import { entriesAfter, type Feeds } from "#server/db/projector/feed-place.ts";

/** An agent has committed; or commits of these agents may have been missed, and only reading them tells. */
export type Seen = { kind: "committed"; agent: string; version: number } | { kind: "lost"; agents: readonly string[] };

/** One reader's agents among all that are watched. */
export interface Watch {
  /** Watches exactly these. What commits after it has resolved is told; it waits while the store is away. */
  set(agents: ReadonlySet<string>): Promise<void>;
  /** Up to where everything of these partitions has been told, as far as that is known. */
  places(): Map<number, string>;
  end(): void;
}

export interface FeedWatcher {
  /** `onSeen` is called in the order of the commits of a partition; it must not wait. */
  watch(onSeen: (seen: Seen) => void): Watch;
  /** Which of these agents have committed after the places, or may have: where that is not known any more. */
  since(agents: ReadonlySet<string>, places: ReadonlyMap<number, string>): Promise<Set<string>>;
  readonly partitionsRead: number;
}

type OnSeen = (seen: Seen) => void;
type Partition = {
  /** Null: it was empty. Absent: not known yet, or lost. */
  place?: string | null;
  lost: boolean;
  watchers: Map<string, Set<OnSeen>>;
  looking: boolean;
  again: boolean;
  known: PromiseWithResolvers<void>;
};

export type WatcherOptions = {
  feeds: Pick<Feeds, "feed" | "feedEnd" | "partitions">;
  onCommits: RuntimeProcess["onCommits"];
  clock: Pick<Clock, "after">;
  log: Log;
};

const batch = 500;
/** For hints that were lost. */
const pollEvery = 3_000;
/** Commits come in bursts: one read takes them all. */
const restBetweenLooks = 20;

/** Reads the feeds of those partitions whose agents somebody watches, and nothing while nobody does. */
export function createFeedWatcher({ feeds, onCommits, clock, log }: WatcherOptions): FeedWatcher {
  const partitions = new Map<number, Partition>();
  let stopListening = () => {};
  const numberOf = (agent: string) => partitionOf(agent, feeds.partitions);

  function start(number: number): Partition {
    if (partitions.size === 0) listen();
    const known = Promise.withResolvers<void>();
    const partition: Partition = { lost: false, watchers: new Map(), looking: false, again: false, known };
    partitions.set(number, partition);
    void look(number, partition);
    return partition;
  }

  function listen(): void {
    const unsubscribe = onCommits((number) => {
      const partition = partitions.get(number);
      if (partition) void look(number, partition);
    });
    let cancel = clock.after(pollEvery, poll);
    function poll() {
      for (const [number, partition] of partitions) void look(number, partition);
      cancel = clock.after(pollEvery, poll);
    }
    stopListening = () => {
      unsubscribe();
      cancel();
    };
  }

  async function look(number: number, partition: Partition): Promise<void> {
    partition.again = true;
    if (partition.looking) return;
    partition.looking = true;
    try {
      while (partition.again && partitions.get(number) === partition) {
        partition.again = false;
        await (partition.place === undefined ? findPlace(number, partition) : readOn(number, partition));
        await new Promise<void>((resolve) => void clock.after(restBetweenLooks, resolve));
      }
    } catch (error) {
      log("debug", "a feed cannot be read for now", { partition: number, error: String(error) });
    }
    partition.looking = false;
  }

  /** A new place first, and then the news: what is read because of them is not older than the place. */
  async function findPlace(number: number, partition: Partition): Promise<void> {
    partition.place = (await feeds.feedEnd(number))?.cursor ?? null;
    partition.known.resolve();
    if (partition.lost) tellLost(partition);
    partition.lost = false;
  }

  async function readOn(number: number, partition: Partition): Promise<void> {
    const entries = await entriesAfter(feeds, number, partition.place ?? null, batch);
    if (entries === null) {
      delete partition.place;
      partition.lost = true;
      return findPlace(number, partition);
    }
    for (const { agent, version } of entries) tell(partition, agent, { kind: "committed", agent, version });
    partition.place = entries.at(-1)?.cursor ?? partition.place ?? null;
    partition.again ||= entries.length === batch;
  }

  function tellLost(partition: Partition): void {
    const watchers = new Map<OnSeen, string[]>();
    for (const [agent, told] of partition.watchers) {
      for (const onSeen of told) watchers.set(onSeen, [...(watchers.get(onSeen) ?? []), agent]);
    }
    for (const [onSeen, agents] of watchers) onSeen({ kind: "lost", agents });
  }

  function tell(partition: Partition, agent: string, seen: Seen): void {
    for (const onSeen of partition.watchers.get(agent) ?? []) onSeen(seen);
  }

  function add(agent: string, onSeen: OnSeen): Promise<void> {
    const number = numberOf(agent);
    const partition = partitions.get(number) ?? start(number);
    const told = partition.watchers.get(agent) ?? new Set();
    partition.watchers.set(agent, told.add(onSeen));
    return partition.known.promise;
  }

  function remove(agent: string, onSeen: OnSeen): void {
    const number = numberOf(agent);
    const partition = partitions.get(number);
    const told = partition?.watchers.get(agent);
    if (!partition || !told) return;
    told.delete(onSeen);
    if (told.size === 0) partition.watchers.delete(agent);
    if (partition.watchers.size > 0) return;
    partitions.delete(number);
    // nobody waits for ever
    partition.known.resolve();
    if (partitions.size === 0) stopListening();
  }

  return {
    get partitionsRead() {
      return partitions.size;
    },
    watch(tellOne) {
      // the same function twice is two watchers
      const onSeen: OnSeen = (seen) => tellOne(seen);
      let watched: ReadonlySet<string> = new Set();
      let ended = false;
      return {
        async set(agents) {
          // whoever was reading when it ended must not begin anew
          if (ended) return;
          const added = [...agents].filter((agent) => !watched.has(agent)).map((agent) => add(agent, onSeen));
          for (const agent of watched) if (!agents.has(agent)) remove(agent, onSeen);
          watched = new Set(agents);
          await Promise.all(added);
        },
        places() {
          const places = new Map<number, string>();
          for (const number of new Set([...watched].map(numberOf))) {
            const place = partitions.get(number)?.place;
            if (typeof place === "string") places.set(number, place);
          }
          return places;
        },
        end() {
          ended = true;
          for (const agent of watched) remove(agent, onSeen);
          watched = new Set();
        },
      };
    },
    async since(agents, places) {
      const numbers = [...new Set([...agents].map(numberOf))];
      const read = await Promise.all(
        numbers.map(async (number) => {
          const place = places.get(number);
          return place === undefined ? null : entriesAfter(feeds, number, place, batch);
        }),
      );
      const committed = new Set<string>();
      const unknown = new Set<number>();
      for (const [index, number] of numbers.entries()) {
        const entries = read[index] ?? null;
        if (entries === null || entries.length === batch) unknown.add(number);
        else for (const { agent } of entries) committed.add(agent);
      }
      return new Set([...agents].filter((agent) => committed.has(agent) || unknown.has(numberOf(agent))));
    },
  };
}
