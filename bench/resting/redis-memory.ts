import { setTimeout as pause } from "node:timers/promises";
import type { Redis } from "ioredis";
import { partitionOf } from "#runtime/partition.ts";
import { createKeys, type PartitionKeys } from "#runtime/redis/keys.ts";
import { applied, parseState } from "#runtime/state.ts";
import { agentId } from "./kinds.ts";

const partitions = 4;
const keys = createKeys("granary", partitions);
const sampled = 1000;

/** Bytes of one agent on average, by what they are for, as `MEMORY USAGE` counts them. */
export type Shares = {
  state: number;
  /** The text of the journal's entries. */
  history: number;
  snapshotKey: number;
  hash: number;
  journal: number;
  directory: number;
};

/** What the server has allocated, once nothing else changes it: no answer is kept any more and no job waits. */
export async function settledMemory(redis: Redis): Promise<number> {
  const counts = () =>
    Promise.all(
      Array.from({ length: partitions }, async (_, partition) => {
        const { buckets, outbox } = keys.partition(partition);
        return (await redis.zcard(buckets)) + (await redis.xlen(outbox));
      }),
    );
  while ((await counts()).some((count) => count > 0)) await pause(1000);
  await redis.call("MEMORY", "PURGE");
  return usedMemory(redis);
}

const usedMemory = async (redis: Redis): Promise<number> =>
  Number(/used_memory:(\d+)/.exec(await redis.info("memory"))?.[1]);

export const redisVersion = async (redis: Redis): Promise<string> =>
  /redis_version:(\S+)/.exec(await redis.info("server"))?.[1] ?? "unknown";

/** Looks at a thousand agents, evenly spread. */
export async function sharesOf(redis: Redis, type: string, agents: number): Promise<Shares> {
  const step = Math.max(1, Math.floor(agents / sampled));
  const names = Array.from({ length: Math.min(sampled, agents) }, (_, i) => `${type}/${agentId(i * step)}`);
  const usage = async (key: string) => Number((await redis.call("MEMORY", "USAGE", key, "SAMPLES", "0")) ?? 0);
  const sum = { state: 0, history: 0, snapshotKey: 0, hash: 0, journal: 0 };
  for (const name of names) {
    const own: PartitionKeys = keys.partition(partitionOf(name, partitions));
    const snapshot = (await redis.get(own.snapshot(name))) ?? "";
    const entries = (await redis.xrange(own.journal(name), "-", "+")).map(([id, fields]) => ({ id, fields }));
    const snapshotVersion = Number(await redis.hget(own.agent(name), "sv"));
    const later = entries.filter(({ id }) => Number.parseInt(id, 10) > snapshotVersion);
    const patches = later.map(({ fields }) => fields.at(-1) ?? "[]");
    sum.state += JSON.stringify(applied(parseState(snapshot), patches)).length;
    sum.history += entries.reduce((total, { fields }) => total + fields.join("").length, 0);
    sum.snapshotKey += (await usage(own.snapshot(name))) - snapshot.length;
    sum.hash += await usage(own.agent(name));
    sum.journal += await usage(own.journal(name));
  }
  let directory = 0;
  for (let p = 0; p < partitions; p++) directory += await usage(keys.partition(p).directory(type));
  const each = (total: number) => total / names.length;
  return {
    state: each(sum.state),
    history: each(sum.history),
    snapshotKey: each(sum.snapshotKey),
    hash: each(sum.hash),
    journal: each(sum.journal),
    directory: directory / agents,
  };
}
