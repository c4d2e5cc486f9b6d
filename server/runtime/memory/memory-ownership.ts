import type { Clock, Store } from "../ports.ts";
import { countIn, type MemoryPartitions, ownedPartition, partitionAt } from "./memory-partition.ts";

type Ownership = Pick<
  Store,
  | "claim"
  | "renew"
  | "release"
  | "ownerOf"
  | "heartbeat"
  | "releases"
  | "leave"
  | "recovered"
  | "forget"
  | "mark"
  | "unmark"
>;

export function memoryOwnership(partitions: MemoryPartitions, clock: Clock): Ownership {
  const silos = new Map<string, { until: number; release: string }>();
  return {
    async claim(number, silo, leaseMs) {
      const { owner } = partitionAt(partitions, number);
      const remaining = owner.silo === undefined ? 0 : owner.lease - clock.now();
      if (remaining > 0 && owner.silo !== undefined && owner.silo !== silo) {
        return { kind: "held", by: owner.silo, remaining };
      }
      if (remaining <= 0) {
        owner.handedBack = owner.silo === undefined && owner.epoch > 0;
        owner.epoch += 1;
      }
      owner.silo = silo;
      owner.lease = clock.now() + leaseMs;
      return { kind: "claimed", epoch: owner.epoch, handedBack: owner.handedBack };
    },

    async renew(fence, leaseMs) {
      const partition = ownedPartition(partitions, fence);
      if (!partition) return undefined;
      partition.owner.lease = clock.now() + leaseMs;
      partition.owner.renewals += 1;
      return partition.owner.renewals;
    },

    async release(fence) {
      const partition = ownedPartition(partitions, fence);
      if (partition) partition.owner.silo = undefined;
    },

    async ownerOf(number) {
      const { silo, epoch } = partitionAt(partitions, number).owner;
      return { epoch, ...(silo !== undefined && { silo }) };
    },

    async heartbeat(silo, ttlMs, release = "") {
      silos.set(silo, { until: clock.now() + ttlMs, release });
      for (const [name, { until }] of silos) if (until <= clock.now()) silos.delete(name);
      return [...silos.keys()].sort();
    },

    async releases() {
      return new Map([...silos].flatMap(([name, { release }]) => (release === "" ? [] : [[name, release]])));
    },

    async leave(silo) {
      silos.delete(silo);
    },

    async recovered(fence, keys) {
      const partition = ownedPartition(partitions, fence);
      if (!partition) return { kind: "not_owner" };
      return keys.map((key) => countIn(partition.recoveries, key, fence.epoch));
    },

    async forget(fence, keys) {
      const partition = ownedPartition(partitions, fence);
      for (const key of keys) partition?.recoveries.delete(key);
    },

    async mark(fence, callId) {
      const partition = ownedPartition(partitions, fence);
      if (!partition) return { kind: "not_owner" };
      return countIn(partition.marks, callId, fence.epoch);
    },

    async unmark(fence, callId) {
      ownedPartition(partitions, fence)?.marks.delete(callId);
    },
  };
}
