import type { Answer, Message, TurnEvent } from "../message.ts";
import type { Answered, Fence, NotOwner, Opening, OpenTurn, Store } from "../ports.ts";
import { bucketOf } from "../retention.ts";
import { keptJson } from "./kept-json.ts";
import type { RedisAccess } from "./redis-access.ts";
import { answered, blocked, conflict, matched, notOwner } from "./script-answer.ts";

type Turns = Pick<Store, "open" | "extend" | "cancel" | "openTurns">;

/** How many records one script reads: a script holds up the whole server. */
const recordsAtOnce = 100;

export function redisTurns({ keys, script, command }: RedisAccess): Turns {
  const recover = async (fence: Fence, callIds: string[], counted: boolean) => {
    const partition = keys.partition(fence.partition);
    const names = [partition.owner, ...callIds.map(partition.turn)];
    return matched<OpenTurn[] | NotOwner>(await script("recover", names, [fence.epoch, counted ? 1 : 0]), {
      turns: (...turns: [string, number, string[], number][]) => turns.map(openTurn),
      not_owner: notOwner,
    });
  };

  const serverTime = async () => {
    const [seconds] = await command((client) => client.time());
    return Number(seconds) * 1000;
  };

  return {
    async open(fence, { events, ...opening }) {
      const { callId, agent, base } = opening;
      const partition = keys.partition(fence.partition);
      const names = [
        partition.owner,
        partition.agent(agent),
        partition.answer(callId),
        partition.turn(callId),
        partition.turns,
        partition.replayed(callId),
        partition.schedules(agent),
      ];
      const args = [
        fence.epoch,
        callId,
        base,
        JSON.stringify(opening),
        opening.message.attempt ?? 0,
        opening.message.since,
        opening.message.tick?.schedule ?? "",
        opening.message.tick?.generation ?? "",
        ...events.map((event) => JSON.stringify(event)),
      ];
      return matched<Awaited<ReturnType<Store["open"]>>>(await script("open", names, args), {
        open: () => ({ kind: "open" }),
        answered,
        not_owner: notOwner,
        replayed: (message: string) => ({ kind: "replayed", message: JSON.parse(message) as Message }),
        too_old: () => ({ kind: "too_old" }),
        superseded: () => ({ kind: "superseded" }),
        blocked,
        conflict,
      });
    },

    async extend(fence, callId, from, events) {
      const partition = keys.partition(fence.partition);
      const args = [fence.epoch, from, ...events.map((event) => JSON.stringify(event))];
      return matched<Awaited<ReturnType<Store["extend"]>>>(
        await script("extend", [partition.owner, partition.turn(callId)], args),
        { written: () => ({ kind: "written" }), not_owner: notOwner, closed: () => ({ kind: "closed" }) },
      );
    },

    async cancel(number, callId, hash) {
      const partition = keys.partition(number);
      const answer: Answer = { kind: "cancelled" };
      // it holds off a call that may come as late as its key may be sent again
      const bucket = bucketOf("api", await serverTime());
      const names = [
        partition.answer(callId),
        partition.turn(callId),
        partition.buckets,
        partition.bucket(bucket.name),
      ];
      const args = [keptJson(answer, hash), callId, bucket.name, bucket.until];
      return matched<{ kind: "cancelled" } | Answered | { kind: "running" }>(await script("cancel", names, args), {
        cancelled: () => ({ kind: "cancelled" }),
        answered,
        running: () => ({ kind: "running" }),
      });
    },

    async openTurns(fence, counted) {
      const index = keys.partition(fence.partition).turns;
      const callIds = await command((client) => client.zrange(index, 0, -1));
      const turns: OpenTurn[] = [];
      // the first script also says whether the epoch is over when there is nothing to read
      for (let from = 0; from === 0 || from < callIds.length; from += recordsAtOnce) {
        const some = await recover(fence, callIds.slice(from, from + recordsAtOnce), counted);
        if (!Array.isArray(some)) return some;
        turns.push(...some);
      }
      return turns;
    },
  };
}

function openTurn([opening, recoveries, events, waits]: [string, number, string[], number]): OpenTurn {
  return { ...openingOf(opening, events), recoveries, waits: waits === 1 };
}

export function openingOf(opening: string, events: string[]): Opening {
  return {
    ...(JSON.parse(opening) as Omit<Opening, "events">),
    events: events.map((event) => JSON.parse(event) as TurnEvent),
  };
}
