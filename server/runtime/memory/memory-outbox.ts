import type { Message } from "../message.ts";
import type { Clock, OutboxMessage, Store } from "../ports.ts";
import { wokenMessage } from "../resent-message.ts";
import { type MemoryPartition, type MemoryPartitions, ownedPartition, partitionAt } from "./memory-partition.ts";

type Outbox = Pick<Store, "outbox" | "sent" | "outboxDepth" | "park" | "wake">;

export function memoryOutbox(partitions: MemoryPartitions, clock: Clock): Outbox {
  return {
    async outbox(number, { after, limit }) {
      const later = [...partitionAt(partitions, number).outbox].filter(
        ([id]) => after === undefined || Number(id) > Number(after),
      );
      const entries = later.slice(0, limit);
      return entries.map(([entryId, { line, message, at }]) => {
        return { entryId, at, line: { ...line }, message: JSON.parse(message) as Message };
      });
    },

    async sent(fence, entryIds) {
      const partition = ownedPartition(partitions, fence);
      if (!partition) return { kind: "not_owner" };
      for (const entryId of entryIds) partition.outbox.delete(entryId);
      return { kind: "removed" };
    },

    async outboxDepth(number) {
      return partitionAt(partitions, number).outbox.size;
    },

    async park(fence, message) {
      const partition = ownedPartition(partitions, fence);
      if (!partition) return { kind: "not_owner" };
      const { callId, at = 0 } = message;
      if (!partition.parked.has(callId)) partition.parked.set(callId, { at, message: JSON.stringify(message) });
      return { kind: "parked" };
    },

    async wake(fence, now, lineOf) {
      const partition = ownedPartition(partitions, fence);
      if (!partition) return { kind: "not_owner" };
      const waiting = [...partition.parked].sort(([, a], [, b]) => a.at - b.at);
      const due = waiting.filter(([, { at }]) => at <= now);
      for (const [callId, { message }] of due) {
        const woken = wokenMessage(JSON.parse(message) as Message, now);
        partition.parked.delete(callId);
        send(partition, { line: lineOf(woken.agent), message: woken }, clock);
      }
      const next = waiting[due.length]?.[1].at;
      return next === undefined ? { kind: "woken" } : { kind: "woken", next };
    },
  };
}

export function send(partition: MemoryPartition, { line, message }: OutboxMessage, clock: Clock): void {
  partition.outboxLast += 1;
  partition.outbox.set(String(partition.outboxLast), {
    line: { ...line },
    message: JSON.stringify(message),
    at: clock.now(),
  });
}
