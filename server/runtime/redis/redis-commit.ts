import type { Commit, Committed, Ending, Store } from "../ports.ts";
import { bucketOf, feedLength } from "../retention.ts";
import { keptJson } from "./kept-json.ts";
import type { RedisAccess } from "./redis-access.ts";
import { redisInstead } from "./redis-instead.ts";
import { repliesOf } from "./redis-replies.ts";
import { blocked, conflict, keptAnswer, matched, notOwner } from "./script-answer.ts";
import type { ScriptArgument } from "./scripts.ts";

export function redisCommit(access: RedisAccess): Pick<Store, "commit"> {
  const { keys, script } = access;
  const commitInstead = redisInstead(access);
  return {
    async commit(fence, commit) {
      const { agent, endings, instead } = commit;
      if (instead) return commitInstead(fence, commit, instead);
      const partition = keys.partition(fence.partition);
      const slash = agent.indexOf("/");
      const names = [
        partition.owner,
        partition.agent(agent),
        partition.journal(agent),
        partition.snapshot(agent),
        partition.directory(agent.slice(0, slash)),
        partition.outbox,
        partition.feed,
        partition.turns,
        partition.buckets,
        partition.schedules(agent),
        partition.changes,
        ...endings.flatMap(({ callId, since, scope }) => [
          partition.answer(callId),
          partition.turn(callId),
          partition.bucket(bucketOf(scope, since).name),
        ]),
      ];
      const args = [
        fence.epoch,
        agent,
        agent.slice(slash + 1),
        agent.slice(0, slash),
        ...argumentsOf(commit),
        ...repliesOf(keys, commit.replies),
      ];
      return matched<Committed>(await script("commit", names, args), {
        committed: (began?: number) => ({ kind: "committed", ...(began && { began }) }),
        answered: (...known: (string | null)[]) => ({ kind: "answered", answers: byCallId(endings, known) }),
        not_owner: notOwner,
        too_old: (...callIds: string[]) => ({ kind: "too_old", callIds }),
        superseded: (...callIds: string[]) => ({ kind: "superseded", callIds }),
        blocked,
        conflict,
      });
    },
  };
}

function argumentsOf({ base, schema, keep, snapshot, endings }: Commit): ScriptArgument[] {
  const ticks = endings.flatMap(({ tick }, i) => (tick ? [[i + 1, tick.schedule, tick.generation]] : []));
  return [
    ...[base, schema, feedLength, keep, snapshot ?? ""],
    ...[endings.length, ...endings.flatMap(endingArguments)],
    ...[ticks.length, ...ticks.flat()],
  ];
}

function endingArguments({ callId, answer, hash, since, scope, entry, out }: Ending): ScriptArgument[] {
  const bucket = bucketOf(scope, since);
  const ending = [callId, keptJson(answer, hash), since, bucket.name, bucket.until];
  if (answer.kind !== "ok" || !entry) return [...ending, 0];
  const { method, caller, stamp, patch } = entry;
  const messages = out.flatMap(({ line, message }) => [JSON.stringify(line), JSON.stringify(message)]);
  return [...ending, 1, method, caller, stamp, patch, out.length, ...messages];
}

function byCallId(endings: Ending[], known: (string | null)[]) {
  const pairs = endings.flatMap(({ callId }, i) => {
    const json = known[i];
    return json ? [[callId, keptAnswer(json)] as const] : [];
  });
  return Object.fromEntries(pairs);
}
