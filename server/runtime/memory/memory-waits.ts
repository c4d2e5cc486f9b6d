import type { Answer } from "../message.ts";
import { partitionOf } from "../partition.ts";
import type { Store } from "../ports.ts";
import {
  closeRecord,
  keepAnswer,
  type MemoryPartitions,
  ownedPartition,
  partitionAt,
  stored,
} from "./memory-partition.ts";
import { keptAnswer } from "./memory-reading.ts";

export function memoryWaits(partitions: MemoryPartitions): Pick<Store, "holder" | "withdraw" | "postpone"> {
  return {
    async holder(agent, callId) {
      const partition = partitionAt(partitions, partitionOf(agent, partitions.length));
      const known = keptAnswer(partition, callId);
      if (known) return { kind: "answered", answer: known };
      const record = partition.records.get(partition.open.get(agent) ?? "");
      return record ? { kind: "held", turn: stored(record.opening) } : { kind: "free" };
    },

    async withdraw({ callId, agent, hash, since, scope }, above) {
      const partition = partitionAt(partitions, partitionOf(agent, partitions.length));
      const answer: Answer = { kind: "withdrawn", above };
      const known = keptAnswer(partition, callId);
      if (known) {
        const repeated = JSON.stringify(known) === JSON.stringify({ answer, hash });
        return repeated ? { kind: "withdrawn" } : { kind: "answered", answer: known };
      }
      const record = partition.records.get(callId);
      if (record && !record.waits) return { kind: "running" };
      closeRecord(partition, callId);
      keepAnswer(partition, { callId, answer, hash, since, ...(scope && { scope }) });
      return { kind: "withdrawn" };
    },

    async postpone(fence, opening) {
      const { callId, agent, message } = opening;
      const { attempt = 0 } = message;
      const known = keptAnswer(partitionAt(partitions, fence.partition), callId);
      if (known) return { kind: "answered", answer: known };
      const partition = ownedPartition(partitions, fence);
      if (!partition) return { kind: "not_owner" };
      const record = partition.records.get(callId);
      const opened = record?.opening.message.attempt ?? 0;
      if (record?.waits && opened === attempt) return { kind: "postponed" };
      if (!record || record.waits || opened !== attempt - 1) return { kind: "closed" };
      record.opening = stored({ ...opening, events: [] });
      record.waits = true;
      partition.open.delete(agent);
      return { kind: "postponed" };
    },
  };
}
