import type { Clock, Ports } from "../ports.ts";
import { createMemoryBus, type MemoryChannels, publishTo } from "./memory-bus.ts";
import { createMemoryQueues, type MemoryLines } from "./memory-queues.ts";
import { createMemoryStore } from "./memory-store.ts";

export interface MemoryWorld {
  /** The ports of one more process: the same store, lines and channels, with its own intakes and subscriptions. */
  connect(): Ports;
}

/** What several processes share, in one of them. */
export function createMemoryWorld(options: { partitions: number; clock: Clock }): MemoryWorld {
  const { partitions, clock } = options;
  const channels: MemoryChannels = new Map();
  const lines: MemoryLines = new Map();
  const store = createMemoryStore(partitions, clock, ({ to, body }) => publishTo(channels, to, body));
  return {
    connect: () => ({
      store,
      queues: createMemoryQueues(lines, clock),
      bus: createMemoryBus(channels),
      clock,
      partitions,
    }),
  };
}
