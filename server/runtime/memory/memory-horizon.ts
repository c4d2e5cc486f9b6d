import type { Clock, Store } from "../ports.ts";
import { type MemoryPartitions, ownedPartition } from "./memory-partition.ts";

type Horizon = Pick<Store, "speak" | "words" | "horizon" | "sweep">;

export function memoryHorizon(partitions: MemoryPartitions, clock: Clock): Horizon {
  return {
    async speak(fence, { oldest, horizon = 0 }) {
      const partition = ownedPartition(partitions, fence);
      if (!partition) return { kind: "not_owner" };
      if (oldest !== undefined) partition.word = { oldest, at: clock.now() };
      partition.horizon = Math.max(partition.horizon, horizon);
      return partition.horizon;
    },

    async words(freshMs) {
      const now = clock.now();
      const words = partitions.map(({ owner, word }) => {
        const isOwned = owner.silo !== undefined && owner.lease > now;
        return isOwned && word && word.at >= now - freshMs ? word.oldest : undefined;
      });
      const said = words.filter((word) => word !== undefined);
      return said.length < words.length ? undefined : Math.min(...said);
    },

    async horizon() {
      return Math.max(...partitions.map(({ horizon }) => horizon));
    },

    async sweep(fence, limit) {
      const partition = ownedPartition(partitions, fence);
      if (!partition) return { kind: "not_owner" };
      const over = [partition.answers, partition.replayed].flatMap((kept) =>
        [...kept]
          .filter(([, { until }]) => until <= partition.horizon)
          .map(([key, { until }]) => ({ kept, key, until })),
      );
      over.sort((a, b) => a.until - b.until);
      const swept = over.slice(0, limit);
      for (const { kept, key } of swept) kept.delete(key);
      return swept.length;
    },
  };
}
