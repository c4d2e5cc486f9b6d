import { partitionOf } from "#runtime/partition.ts";
import { type FeedEntry, Unavailable } from "#runtime/ports.ts";

/** Feeds that a test writes, trims and takes away; it rings the bell itself. */
export function fakeFeeds(partitions: number) {
  const feeds = Array.from({ length: partitions }, (): FeedEntry[] => []);
  const versions = new Map<string, number>();
  const listeners = new Set<(partition: number) => void>();
  const reads: number[] = [];
  let cursors = 0;
  const of = (agent: string) => feeds[partitionOf(agent, partitions)] ?? [];

  return {
    partitions,
    /** Which partitions were asked, in order. */
    reads,
    /** So many more reads are answered. */
    awayAfter: Number.POSITIVE_INFINITY,
    get listeners() {
      return listeners.size;
    },
    shareFeed: (one: string, other: string): boolean => of(one) === of(other),
    commit(agent: string): void {
      const version = (versions.get(agent) ?? 0) + 1;
      versions.set(agent, version);
      of(agent).push({ cursor: `${++cursors}-0`, agent, version, method: "add", callId: `c${cursors}`, stamp: 0 });
    },
    /** Leaves only the newest entry of the agent's partition. */
    trim: (agent: string): void => void of(agent).splice(0, of(agent).length - 1),
    ring(agent: string): void {
      for (const heard of listeners) heard(partitionOf(agent, partitions));
    },
    onCommits(heard: (partition: number) => void): () => void {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    async feed(partition: number, { from, limit }: { from?: string; limit: number }): Promise<FeedEntry[]> {
      reads.push(partition);
      if (this.awayAfter-- <= 0) throw new Unavailable("away");
      const least = Number.parseInt(from ?? "0", 10);
      return (feeds[partition] ?? []).filter(({ cursor }) => Number.parseInt(cursor, 10) >= least).slice(0, limit);
    },
    async feedEnd(partition: number): Promise<FeedEntry | undefined> {
      reads.push(partition);
      if (this.awayAfter-- <= 0) throw new Unavailable("away");
      return feeds[partition]?.at(-1);
    },
  };
}
