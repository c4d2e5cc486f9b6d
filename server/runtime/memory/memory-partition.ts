import type { Message } from "../message.ts";
import type { DeadLetter, Ending, FeedEntry, Fence, JournalEntry, LineName, Opening, Schedule } from "../ports.ts";
import { bucketOf } from "../retention.ts";

export type MemoryAgent = {
  version: number;
  last: string;
  at: number;
  schema: number;
  snapshot: string;
  snapshotVersion: number;
  snapshotLast: string;
  snapshotBytes: number;
  patchBytes: number;
  /** The version above which its own begin. */
  began: number;
  journal: JournalEntry[];
};

export type Counted = { epoch: number; count: number };
export type MemoryRecord = { opening: Opening; recovery: Counted; waits: boolean };

/** All that a partition holds, as plain data; messages and answers as JSON text, so that no two readers share an object. */
export type MemoryPartition = {
  owner: { silo: string | undefined; epoch: number; lease: number; handedBack: boolean; renewals: number };
  agents: Map<string, MemoryAgent>;
  /** Kept until the horizon reaches `until`. */
  answers: Map<string, { answer: string; hash: string; until: number }>;
  horizon: number;
  /** The highest version of an agent that was destroyed. */
  floor: number;
  word: { oldest: number; at: number } | undefined;
  records: Map<string, MemoryRecord>;
  /** Which call's record is open on an agent. */
  open: Map<string, string>;
  letters: Map<string, DeadLetter>;
  /** The messages under which dead letters were last taken back. */
  replayed: Map<string, { message: Message; until: number }>;
  outbox: Map<string, { line: LineName; message: string; at: number }>;
  outboxLast: number;
  parked: Map<string, { at: number; message: string }>;
  recoveries: Map<string, Counted>;
  marks: Map<string, Counted>;
  feed: FeedEntry[];
  feedLast: number;
  /** The last commit of each type. */
  changes: Map<string, string>;
  /** Ids that have committed, by type. */
  directory: Map<string, Set<string>>;
  /** By agent and name. */
  schedules: Map<string, Map<string, Schedule>>;
  generation: number;
};

export function emptyPartition(): MemoryPartition {
  return {
    owner: { silo: undefined, epoch: 0, lease: 0, handedBack: false, renewals: 0 },
    agents: new Map(),
    answers: new Map(),
    horizon: 0,
    floor: 0,
    word: undefined,
    records: new Map(),
    open: new Map(),
    letters: new Map(),
    replayed: new Map(),
    outbox: new Map(),
    outboxLast: 0,
    parked: new Map(),
    recoveries: new Map(),
    marks: new Map(),
    feed: [],
    feedLast: 0,
    changes: new Map(),
    directory: new Map(),
    schedules: new Map(),
    generation: 0,
  };
}

export type MemoryPartitions = MemoryPartition[];

export function partitionAt(partitions: MemoryPartitions, number: number): MemoryPartition {
  const partition = partitions[number];
  if (!partition) throw new RangeError(`there is no partition ${number}`);
  return partition;
}

/** The fenced partition, or nothing when the epoch is over. */
export function ownedPartition(partitions: MemoryPartitions, fence: Fence): MemoryPartition | undefined {
  const partition = partitionAt(partitions, fence.partition);
  const { silo, epoch } = partition.owner;
  return silo !== undefined && epoch === fence.epoch ? partition : undefined;
}

/** What a value looks like once it has been to Redis and back. */
export function stored<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** Counts once an epoch, so that a repeated call changes nothing. */
export function countIn(counts: Map<string, Counted>, key: string, epoch: number): number {
  const counted = raised(counts.get(key), epoch);
  counts.set(key, counted);
  return counted.count;
}

export function raised(before: Counted | undefined, epoch: number): Counted {
  if (before?.epoch === epoch) return before;
  return { epoch, count: (before?.count ?? 0) + 1 };
}

type Kept = Pick<Ending, "callId" | "answer" | "hash" | "since" | "scope">;

export function keepAnswer(partition: MemoryPartition, { callId, answer, hash, scope, since }: Kept): void {
  partition.answers.set(callId, { answer: JSON.stringify(answer), hash, until: bucketOf(scope, since).until });
}

/** Clears a record, open or waiting. */
export function closeRecord(partition: MemoryPartition, callId: string): void {
  const record = partition.records.get(callId);
  if (!record) return;
  partition.records.delete(callId);
  if (partition.open.get(record.opening.agent) === callId) partition.open.delete(record.opening.agent);
}
