import type { Commit, Ending, Fence } from "../ports.ts";
import { type Bucket, bucketOf, feedLength } from "../retention.ts";
import { keptJson } from "./kept-json.ts";
import type { Keys, PartitionKeys } from "./keys.ts";
import type { ScriptArgument } from "./scripts.ts";

type Kind = { type: string; schema: number; keep: number | "all" };

/** What `commit.lua` takes: what the commits share is said once, and they refer to it by its place. */
export function commitArguments(
  keys: Keys,
  fence: Fence,
  commits: readonly Commit[],
): { names: string[]; args: ScriptArgument[] } {
  const partition = keys.partition(fence.partition);
  const kinds: Kind[] = [];
  const buckets: Bucket[] = [];
  const names: string[] = [];
  const args: ScriptArgument[] = [];
  for (const commit of commits) {
    const { agent, base, schema, keep, snapshot = "", endings, replies } = commit;
    const slash = agent.indexOf("/");
    names.push(partition.agent(agent), partition.journal(agent));
    if (snapshot !== "") names.push(partition.snapshot(agent));
    const kind = placeOfKind(kinds, { type: agent.slice(0, slash), schema, keep });
    args.push(agent, agent.slice(slash + 1), kind, base, snapshot, endings.length);
    for (const ending of endings) {
      names.push(partition.answer(ending.callId), partition.turn(ending.callId));
      addEnding(args, ending, placeOfBucket(buckets, bucketOf(ending.scope, ending.since)));
    }
    if (addTicks(args, endings)) names.push(partition.schedules(agent));
    args.push(replies.length);
    for (const { to, body } of replies) args.push(keys.channel(to), body);
  }
  return {
    names: [...shared(partition, kinds, buckets), ...names],
    args: [
      fence.epoch,
      feedLength,
      kinds.length,
      ...kinds.flatMap(({ type, schema, keep }) => [type, schema, keep]),
      buckets.length,
      ...buckets.flatMap(({ name, until }) => [name, until]),
      commits.length,
      ...args,
    ],
  };
}

function shared(partition: PartitionKeys, kinds: Kind[], buckets: Bucket[]): string[] {
  const { owner, outbox, feed, turns, buckets: index, changes } = partition;
  return [
    ...[owner, outbox, feed, turns, index, changes],
    ...kinds.map(({ type }) => partition.directory(type)),
    ...buckets.map(({ name }) => partition.bucket(name)),
  ];
}

function addEnding(args: ScriptArgument[], { callId, answer, hash, since, entry, out }: Ending, bucket: number): void {
  args.push(callId, keptJson(answer, hash), since, bucket);
  if (answer.kind !== "ok" || !entry) {
    args.push(0);
    return;
  }
  args.push(1, entry.method, entry.caller, entry.stamp, entry.patch, out.length);
  for (const { line, message } of out) args.push(JSON.stringify(line), JSON.stringify(message));
}

/** Whether there are any. */
function addTicks(args: ScriptArgument[], endings: readonly Ending[]): boolean {
  const ticks = endings.flatMap(({ tick }, i) => (tick ? [i + 1, tick.schedule, tick.generation] : []));
  args.push(ticks.length / 3, ...ticks);
  return ticks.length > 0;
}

/** Lua counts from 1. */
function placeOfKind(kinds: Kind[], { type, schema, keep }: Kind): number {
  const found = kinds.findIndex((kind) => kind.type === type && kind.schema === schema && kind.keep === keep);
  return found >= 0 ? found + 1 : kinds.push({ type, schema, keep });
}

function placeOfBucket(buckets: Bucket[], bucket: Bucket): number {
  const found = buckets.findIndex(({ name }) => name === bucket.name);
  return found >= 0 ? found + 1 : buckets.push(bucket);
}
