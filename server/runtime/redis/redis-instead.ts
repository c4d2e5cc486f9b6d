import { splitName } from "../ids.ts";
import { type Commit, type Committed, destroyMethod, type Ending, type Fence, type Instead } from "../ports.ts";
import { bucketOf, feedLength } from "../retention.ts";
import { keptJson } from "./kept-json.ts";
import type { RedisAccess } from "./redis-access.ts";
import { repliesOf } from "./redis-replies.ts";
import { placeOf, rowOf } from "./redis-schedules.ts";
import { blocked, conflict, keptAnswer, matched, notOwner } from "./script-answer.ts";

/** Ends the one turn of a commit that writes no state. */
export function redisInstead({ keys, script }: RedisAccess) {
  async function run(name: string, fence: Fence, commit: Commit, others: string[], args: (string | number)[]) {
    const { agent, base, endings, replies } = commit;
    const [ending] = endings;
    if (!ending || endings.length > 1) throw new Error(`${name} of ${agent} ends one turn and not ${endings.length}`);
    const { callId, answer, hash, scope, since } = ending;
    const partition = keys.partition(fence.partition);
    const bucket = bucketOf(scope, since);
    const names = [
      partition.owner,
      partition.agent(agent),
      partition.answer(callId),
      partition.buckets,
      partition.bucket(bucket.name),
    ];
    const kept = [fence.epoch, base, callId, keptJson(answer, hash), since, bucket.name, bucket.until];
    const answered = await script(name, [...names, ...others], [...kept, ...args, ...repliesOf(keys, replies)]);
    return endedAs(ending, answered);
  }

  return (fence: Fence, commit: Commit, instead: Instead): Promise<Committed> => {
    const { agent } = commit;
    const { type, id } = splitName(agent);
    const { journal, snapshot, directory, feed, schedules, scheduleTimes, changes } = keys.partition(fence.partition);
    const ofSchedules = [schedules(agent), scheduleTimes];
    switch (instead.kind) {
      case "destroy": {
        const others = [journal(agent), snapshot(agent), directory(type), feed, ...ofSchedules, changes];
        return run("destroy", fence, commit, others, [agent, id, type, feedLength, destroyMethod, instead.stamp]);
      }
      case "schedule": {
        const { plan, due } = instead;
        return run("plan", fence, commit, ofSchedules, [plan.name, placeOf(plan), rowOf(plan), due]);
      }
      case "unschedule": {
        const { name } = instead;
        return run("plan", fence, commit, ofSchedules, [name, placeOf({ agent, name }), "", 0]);
      }
    }
  };
}

const endedAs = ({ callId }: Ending, answer: unknown): Committed =>
  matched<Committed>(answer, {
    committed: () => ({ kind: "committed" }),
    answered: (json: string) => ({ kind: "answered", answers: { [callId]: keptAnswer(json) } }),
    not_owner: notOwner,
    too_old: () => ({ kind: "too_old", callIds: [callId] }),
    blocked,
    conflict,
  });
