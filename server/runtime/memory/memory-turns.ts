import { isDeepStrictEqual } from "node:util";
import type { Answer, KeptAnswer } from "../message.ts";
import type { Clock, Commit, Ending, Opening, OpenTurn, Reply, Store } from "../ports.ts";
import { memoryCommit, memoryInstead } from "./memory-commit.ts";
import {
  closeRecord,
  keepAnswer,
  type MemoryPartition,
  type MemoryPartitions,
  ownedPartition,
  partitionAt,
  raised,
  stored,
} from "./memory-partition.ts";
import { keptAnswer } from "./memory-reading.ts";

type Turns = Pick<Store, "open" | "extend" | "commit" | "bury" | "cancel" | "openTurns">;

export function memoryTurns(partitions: MemoryPartitions, clock: Clock, publish: (reply: Reply) => void): Turns {
  return {
    async open(fence, opening) {
      const known = keptAnswer(partitionAt(partitions, fence.partition), opening.callId);
      if (known) return { kind: "answered", answer: known };
      const partition = ownedPartition(partitions, fence);
      if (!partition) return { kind: "not_owner" };
      const replayed = partition.replayed.get(opening.callId);
      if (replayed && (replayed.message.attempt ?? 0) > (opening.message.attempt ?? 0)) {
        return { kind: "replayed", message: stored(replayed.message) };
      }
      const already = partition.records.get(opening.callId);
      if (already?.waits && attemptOf(opening) < attemptOf(already.opening)) {
        return { kind: "blocked", by: opening.callId };
      }
      if (already && !already.waits) {
        const { events } = already.opening;
        const same = opening.events
          .slice(0, events.length)
          .every((event, i) => isDeepStrictEqual(stored(event), events[i]));
        if (!same) return { kind: "blocked", by: opening.callId };
        events.push(...stored(opening.events.slice(events.length)));
        return { kind: "open" };
      }
      if (!already && opening.message.since < partition.horizon) return { kind: "too_old" };
      const { tick } = opening.message;
      if (tick && !stands(partition, opening.agent, tick)) return { kind: "superseded" };
      const by = partition.open.get(opening.agent);
      if (by !== undefined) return { kind: "blocked", by };
      if ((partition.agents.get(opening.agent)?.version ?? 0) !== opening.base) return { kind: "conflict" };
      const recovery = already?.recovery ?? { epoch: fence.epoch, count: 0 };
      partition.records.set(opening.callId, { opening: stored(opening), recovery, waits: false });
      partition.open.set(opening.agent, opening.callId);
      return { kind: "open" };
    },

    async extend(fence, callId, from, events) {
      const partition = ownedPartition(partitions, fence);
      if (!partition) return { kind: "not_owner" };
      const record = partition.records.get(callId);
      if (!record || record.waits) return { kind: "closed" };
      const written = record.opening.events;
      if (from > written.length) throw new Error(`events from ${from} leave a gap in the record of ${callId}`);
      written.splice(from, events.length, ...stored(events));
      return { kind: "written" };
    },

    async commit(fence, commit) {
      const answers = knownAnswers(partitionAt(partitions, fence.partition), commit);
      if (answers) return { kind: "answered", answers };
      const partition = ownedPartition(partitions, fence);
      if (!partition) return { kind: "not_owner" };
      const by = partition.open.get(commit.agent);
      const old = commit.endings.filter(({ callId, since }) => callId !== by && since < partition.horizon);
      if (old.length > 0) return { kind: "too_old", callIds: old.map(({ callId }) => callId) };
      const over = commit.endings.filter(
        ({ callId, tick }) => callId !== by && tick && !stands(partition, commit.agent, tick),
      );
      if (over.length > 0) return { kind: "superseded", callIds: over.map(({ callId }) => callId) };
      if (by !== undefined && commit.endings.every((ending) => ending.callId !== by)) return { kind: "blocked", by };
      if ((partition.agents.get(commit.agent)?.version ?? 0) !== commit.base) return { kind: "conflict" };
      const began = memoryCommit(partition, commit, clock);
      if (commit.instead) memoryInstead(partition, commit, commit.instead);
      for (const ending of commit.endings) {
        keepAnswer(partition, ending);
        closeRecord(partition, ending.callId);
      }
      commit.replies.forEach(publish);
      return { kind: "committed", ...(began && { began }) };
    },

    async bury(fence, letter, replies) {
      const { callId, hash, scope } = letter.message;
      const answer: Answer = { kind: "dead_lettered", error: letter.error };
      const known = keptAnswer(partitionAt(partitions, fence.partition), callId);
      if (known) {
        const repeated = known.answer.kind === "dead_lettered" && known.answer.error === letter.error;
        return repeated ? { kind: "buried" } : { kind: "answered", answer: known };
      }
      const partition = ownedPartition(partitions, fence);
      if (!partition) return { kind: "not_owner" };
      const events = partition.records.get(callId)?.opening.events ?? letter.events;
      partition.letters.set(callId, stored({ ...letter, events }));
      keepAnswer(partition, { callId, answer, hash, since: letter.at, ...(scope && { scope }) });
      closeRecord(partition, callId);
      replies.forEach(publish);
      return { kind: "buried" };
    },

    async cancel(number, callId, hash) {
      const partition = partitionAt(partitions, number);
      const known = keptAnswer(partition, callId);
      if (known) {
        const repeated = known.answer.kind === "cancelled" && known.hash === hash;
        return repeated ? { kind: "cancelled" } : { kind: "answered", answer: known };
      }
      if (partition.records.has(callId)) return { kind: "running" };
      const answer: Answer = { kind: "cancelled" };
      keepAnswer(partition, { callId, answer, hash, since: clock.now(), scope: "api" });
      return { kind: "cancelled" };
    },

    async openTurns(fence, recover) {
      const partition = ownedPartition(partitions, fence);
      if (!partition) return { kind: "not_owner" };
      return [...partition.records.values()].map((record): OpenTurn => {
        if (recover) record.recovery = raised(record.recovery, fence.epoch);
        return { ...stored(record.opening), recoveries: record.recovery.count, waits: record.waits };
      });
    },
  };
}

function knownAnswers(partition: MemoryPartition, commit: Commit): { [callId: string]: KeptAnswer } | undefined {
  const known = commit.endings.flatMap(({ callId }) => {
    const answer = keptAnswer(partition, callId);
    return answer ? [[callId, answer] as const] : [];
  });
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

function stands(partition: MemoryPartition, agent: string, tick: NonNullable<Ending["tick"]>): boolean {
  return partition.schedules.get(agent)?.get(tick.schedule)?.generation === tick.generation;
}

const attemptOf = ({ message }: Opening): number => message.attempt ?? 0;
