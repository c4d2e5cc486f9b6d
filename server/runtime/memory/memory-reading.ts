import type { Answer, KeptAnswer } from "../message.ts";
import { partitionOf } from "../partition.ts";
import type { Head, Known, Read, Store } from "../ports.ts";
import {
  type MemoryAgent,
  type MemoryPartition,
  type MemoryPartitions,
  partitionAt,
  stored,
} from "./memory-partition.ts";

type Reading = Pick<
  Store,
  "read" | "lastChanges" | "answers" | "journal" | "list" | "count" | "began" | "feed" | "feedEnd" | "feedDepth"
>;

export function memoryReading(partitions: MemoryPartitions): Reading {
  const agentAt = (agent: string) => {
    return partitionAt(partitions, partitionOf(agent, partitions.length)).agents.get(agent);
  };
  return {
    async read(name, known) {
      const agent = agentAt(name);
      return agent ? lacking(agent, known) : { kind: "none" };
    },

    async lastChanges(number) {
      return new Map(partitionAt(partitions, number).changes);
    },

    async answers(number, callIds) {
      const partition = partitionAt(partitions, number);
      return callIds.map((callId) => keptAnswer(partition, callId));
    },

    async journal(name, { after = 0, until = Number.POSITIVE_INFINITY, limit }) {
      const entries = agentAt(name)?.journal ?? [];
      return stored(entries.filter(({ version }) => version > after && version <= until).slice(-limit));
    },

    async list(type, { prefix, after, limit }) {
      const ids = partitions.flatMap((partition) => [...(partition.directory.get(type) ?? [])]);
      return ids
        .filter((id) => id.startsWith(prefix) && (after === undefined || byCodePoint(id, after) > 0))
        .sort(byCodePoint)
        .slice(0, limit);
    },

    async count(type) {
      return partitions.reduce((sum, partition) => sum + (partition.directory.get(type)?.size ?? 0), 0);
    },

    async began(name) {
      return agentAt(name)?.began ?? 0;
    },

    async feed(number, { after, from, limit }) {
      const { feed } = partitionAt(partitions, number);
      const first = from === undefined ? Number(after ?? 0) + 1 : Number(from);
      return stored(feed.filter((entry) => Number(entry.cursor) >= first).slice(0, limit));
    },

    async feedEnd(number) {
      const newest = partitionAt(partitions, number).feed.at(-1);
      return newest && stored(newest);
    },

    async feedDepth(number) {
      return partitionAt(partitions, number).feed.length;
    },
  };
}

export function keptAnswer(partition: MemoryPartition, callId: string): KeptAnswer | undefined {
  const kept = partition.answers.get(callId);
  return kept && { answer: JSON.parse(kept.answer) as Answer, hash: kept.hash };
}

function lacking(agent: MemoryAgent, known: Known | undefined): Read {
  if (known && known.version === agent.version && known.last === agent.last) return { kind: "unchanged" };
  const { version, last, schema, at, snapshotBytes, patchBytes } = agent;
  const head: Head = { version, last, schema, at, snapshotBytes, patchBytes };
  const patchesAfter = (from: number) => {
    return agent.journal.filter((entry) => entry.version > from).map((entry) => entry.patch);
  };
  if (known && isPast(agent, known)) return { kind: "patches", patches: patchesAfter(known.version), ...head };
  const { snapshot, snapshotVersion } = agent;
  return { kind: "snapshot", snapshot, snapshotVersion, patches: patchesAfter(snapshotVersion), ...head };
}

/** Whether the agent went through the known state and every entry since is there and of the same schema. */
function isPast(agent: MemoryAgent, known: Known): boolean {
  const callIdThen =
    known.version === agent.snapshotVersion
      ? agent.snapshotLast
      : agent.journal.find((entry) => entry.version === known.version)?.callId;
  const later = agent.journal.filter((entry) => entry.version > known.version);
  return (
    callIdThen === known.last &&
    later.length === agent.version - known.version &&
    later.every((entry) => entry.schema === known.schema)
  );
}

/** The order of UTF-8 bytes, which is that of code points and of Redis. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
