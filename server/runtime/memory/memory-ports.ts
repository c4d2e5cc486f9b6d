import type { Clock, Ports } from "../ports.ts";
import { createMemoryBus, type MemoryChannels, publishTo } from "./memory-bus.ts";
import { emptyPartition } from "./memory-partition.ts";
import { createMemoryQueues, type MemoryLines } from "./memory-queues.ts";
import { createMemoryStore } from "./memory-store.ts";

export interface MemoryWorld {
  /** The ports of one more process: the same store, lines and channels, with its own intakes and subscriptions. */
  connect(): Ports;
  /** How much is still under way: jobs that nobody has finished, entries of the outboxes, open turns. */
  underWay(): number;
}

/** What several processes share, in one of them. */
export function createMemoryWorld(options: { partitions: number; clock: Clock }): MemoryWorld {
  const { clock } = options;
  const partitions = Array.from({ length: options.partitions }, emptyPartition);
  const channels: MemoryChannels = new Map();
  const lines: MemoryLines = new Map();
  const store = createMemoryStore(partitions, clock, ({ to, body }) => publishTo(channels, to, body));
  return {
    connect: () => ({
      store,
      queues: createMemoryQueues(lines, clock),
      bus: createMemoryBus(channels),
      clock,
      partitions: options.partitions,
    }),
    underWay: () =>
      sum([...lines.values()].map(({ waiting, started }) => waiting.length + started.size)) +
      sum(partitions.map(({ outbox, records }) => outbox.size + records.size)),
  };
}

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
