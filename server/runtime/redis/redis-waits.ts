import type { Answer } from "../message.ts";
import type { Answered, Holder, Store } from "../ports.ts";
import { bucketOf } from "../retention.ts";
import { keptJson } from "./kept-json.ts";
import type { RedisAccess } from "./redis-access.ts";
import { openingOf } from "./redis-turns.ts";
import { answered, matched, notOwner } from "./script-answer.ts";

export function redisWaits({ keys, keysOf, script }: RedisAccess): Pick<Store, "holder" | "withdraw" | "postpone"> {
  return {
    async holder(agent, callId) {
      const partition = keysOf(agent);
      const among = async (guess: string) => {
        const names = [partition.answer(callId), partition.agent(agent), partition.turn(guess)];
        return matched<Holder | { kind: "other"; guess: string }>(await script("holder", names, [guess]), {
          answered,
          free: () => ({ kind: "free" }),
          held: (opening: string, events: string[]) => ({ kind: "held", turn: openingOf(opening, events) }),
          other: (guess: string) => ({ kind: "other", guess }),
        });
      };
      // a script names its keys beforehand, so whose record is open is learned first; most often it is the call's own
      let found = await among(callId);
      while (found.kind === "other") found = await among(found.guess);
      return found;
    },

    async withdraw({ callId, agent, hash, since, scope }, above) {
      const partition = keysOf(agent);
      const answer: Answer = { kind: "withdrawn", above };
      const bucket = bucketOf(scope, since);
      const names = [
        partition.answer(callId),
        partition.turn(callId),
        partition.turns,
        partition.agent(agent),
        partition.buckets,
        partition.bucket(bucket.name),
      ];
      const args = [keptJson(answer, hash), callId, bucket.name, bucket.until];
      return matched<{ kind: "withdrawn" } | Answered | { kind: "running" }>(await script("withdraw", names, args), {
        withdrawn: () => ({ kind: "withdrawn" }),
        answered,
        running: () => ({ kind: "running" }),
      });
    },

    async postpone(fence, opening) {
      const { callId, agent, message } = opening;
      const partition = keys.partition(fence.partition);
      const names = [partition.owner, partition.agent(agent), partition.answer(callId), partition.turn(callId)];
      const args = [fence.epoch, message.attempt ?? 0, JSON.stringify(opening)];
      return matched<Awaited<ReturnType<Store["postpone"]>>>(await script("postpone", names, args), {
        postponed: () => ({ kind: "postponed" }),
        answered,
        not_owner: notOwner,
        closed: () => ({ kind: "closed" }),
      });
    },
  };
}
