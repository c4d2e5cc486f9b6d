import { splitName } from "../ids.ts";
import { type Commit, type Committed, destroyMethod, type Ending, type Fence, type Instead } from "../ports.ts";
import { bucketOf, feedLength } from "../retention.ts";
import { keptJson } from "./kept-json.ts";
import type { RedisAccess } from "./redis-access.ts";
import { repliesOf } from "./redis-replies.ts";
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

  return (fence: Fence, commit: Commit, { stamp }: Instead): Promise<Committed> => {
    const { agent } = commit;
    const { type, id } = splitName(agent);
    const { journal, snapshot, directory, feed } = keys.partition(fence.partition);
    const others = [journal(agent), snapshot(agent), directory(type), feed];
    return run("destroy", fence, commit, others, [agent, id, feedLength, destroyMethod, stamp]);
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
