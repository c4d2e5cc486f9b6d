import calculateSlot from "cluster-key-slot";
import type { LineName } from "../ports.ts";

const slots = 16_384;

/** Every key of a partition; all carry its hash tag, so that a script touches one slot. */
export type PartitionKeys = {
  /** BullMQ's prefix: the tag alone. */
  tag: string;
  owner: string;
  turns: string;
  outbox: string;
  feed: string;
  /** The last commit of each type. */
  changes: string;
  letters: string;
  recoveries: string;
  marks: string;
  parkedTimes: string;
  parkedMessages: string;
  parkedCount: string;
  agent(agent: string): string;
  journal(agent: string): string;
  /** Not in the agent's hash, which without long values takes a third of the memory. */
  snapshot(agent: string): string;
  answer(callId: string): string;
  turn(callId: string): string;
  /** Buckets of answers by the horizon that ends them. */
  buckets: string;
  bucket(name: string): string;
  letter(callId: string): string;
  /** The message under which a dead letter was last taken back. */
  replayed(callId: string): string;
  directory(type: string): string;
  /** Places of schedules by when they are due. */
  scheduleTimes: string;
  /** An agent's schedules by name. */
  schedules(agent: string): string;
};

export type Keys = {
  silos: string;
  /** What each silo can run. */
  releases: string;
  channel(name: string): string;
  partition(number: number): PartitionKeys;
};

/** Where the number of partitions is stored: it must be known before any other key is. */
export const partitionCountKey = (namespace: string): string => `{${namespace}}:partitions`;

export function createKeys(namespace: string, partitions: number): Keys {
  const all = Array.from({ length: partitions }, (_, number) => partitionKeys(tagOf(namespace, number, partitions)));
  return {
    silos: `{${namespace}}:silos`,
    releases: `{${namespace}}:releases`,
    channel: (name) => `${namespace}:channel:${name}`,
    partition(number) {
      const keys = all[number];
      if (!keys) throw new RangeError(`there is no partition ${number}`);
      return keys;
    },
  };
}

/** BullMQ forbids a colon in a queue's name. */
export function queueName(line: LineName): string {
  return `${line.kind}-${line.lane}`;
}

/** `{ns:p}`, with a suffix until its slot lies in the p-th of P equal ranges: so partitions spread over a cluster. */
function tagOf(namespace: string, partition: number, partitions: number): string {
  const from = Math.floor((partition * slots) / partitions);
  const to = Math.max(Math.floor(((partition + 1) * slots) / partitions), from + 1);
  for (let attempt = 0; ; attempt++) {
    const tag = attempt === 0 ? `${namespace}:${partition}` : `${namespace}:${partition}.${attempt}`;
    const slot = calculateSlot(tag);
    if (slot >= from && slot < to) return `{${tag}}`;
  }
}

function partitionKeys(tag: string): PartitionKeys {
  return {
    tag,
    owner: `${tag}:owner`,
    turns: `${tag}:turns`,
    outbox: `${tag}:outbox`,
    feed: `${tag}:feed`,
    changes: `${tag}:changes`,
    letters: `${tag}:letters`,
    recoveries: `${tag}:recoveries`,
    marks: `${tag}:marks`,
    parkedTimes: `${tag}:parked:times`,
    parkedMessages: `${tag}:parked:messages`,
    parkedCount: `${tag}:parked:count`,
    agent: (agent) => `${tag}:agent:${agent}`,
    journal: (agent) => `${tag}:journal:${agent}`,
    snapshot: (agent) => `${tag}:snapshot:${agent}`,
    answer: (callId) => `${tag}:answer:${callId}`,
    turn: (callId) => `${tag}:turn:${callId}`,
    buckets: `${tag}:answers`,
    bucket: (name) => `${tag}:answers:${name}`,
    letter: (callId) => `${tag}:letter:${callId}`,
    replayed: (callId) => `${tag}:replayed:${callId}`,
    scheduleTimes: `${tag}:schedules`,
    schedules: (agent) => `${tag}:schedules:${agent}`,
    directory: (type) => `${tag}:directory:${type}`,
  };
}
