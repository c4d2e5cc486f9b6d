import { createMemoryWorld } from "#runtime/memory/memory-ports.ts";
import type { Clock, Ports } from "#runtime/ports.ts";

const wallClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  settle: () => new Promise((resolve) => void setImmediate(resolve)),
};

/** Ports without any server, on real time: what is left is the runtime's own work. */
export const memoryPorts = (partitions: number): Ports => createMemoryWorld({ partitions, clock: wallClock }).connect();
