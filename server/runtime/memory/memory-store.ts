import type { Clock, Reply, Store } from "../ports.ts";
import { memoryHorizon } from "./memory-horizon.ts";
import { memoryLetters } from "./memory-letters.ts";
import { memoryOutbox } from "./memory-outbox.ts";
import { memoryOwnership } from "./memory-ownership.ts";
import type { MemoryPartitions } from "./memory-partition.ts";
import { memoryReading } from "./memory-reading.ts";
import { memorySchedules } from "./memory-schedules.ts";
import { memoryTurns } from "./memory-turns.ts";
import { memoryWaits } from "./memory-waits.ts";

/** Every method has its whole effect before it first yields, as one script on Redis has. */
export function createMemoryStore(partitions: MemoryPartitions, clock: Clock, publish: (reply: Reply) => void): Store {
  return {
    ...memoryOwnership(partitions, clock),
    ...memoryReading(partitions),
    ...memoryTurns(partitions, clock, publish),
    ...memoryWaits(partitions),
    ...memoryOutbox(partitions, clock),
    ...memorySchedules(partitions, clock),
    ...memoryLetters(partitions, clock),
    ...memoryHorizon(partitions, clock),
  };
}
