import type { Message, TurnEvent } from "../message.ts";
import { type DeadLetter, type Store, tooOld } from "../ports.ts";
import { replayedMessage } from "../resent-message.ts";
import { bucketOf } from "../retention.ts";
import { keptJson } from "./kept-json.ts";
import type { RedisAccess } from "./redis-access.ts";
import { nameOfReplay } from "./redis-horizon.ts";
import { repliesOf } from "./redis-replies.ts";
import { answered, matched, notOwner } from "./script-answer.ts";

type Letters = Pick<
  Store,
  "bury" | "deadLetters" | "deadLetter" | "countDeadLetters" | "replay" | "wasReplayed" | "discard"
>;

export function redisLetters({ keys, script, command }: RedisAccess): Letters {
  const letterAt = async (name: string) => {
    const fields = await command((client) => client.hgetall(name));
    const { place, bucket = "" } = fields;
    return place === undefined ? undefined : { place, bucket, letter: letterOf(fields) };
  };

  return {
    async bury(fence, letter, replies) {
      const { callId, agent, hash, scope } = letter.message;
      // by the time of burial: the message itself may be from before the horizon
      const bucket = bucketOf(scope, letter.at);
      const partition = keys.partition(fence.partition);
      const names = [
        partition.owner,
        partition.agent(agent),
        partition.answer(callId),
        partition.turn(callId),
        partition.turns,
        partition.letter(callId),
        partition.letters,
        partition.buckets,
        partition.bucket(bucket.name),
      ];
      const args = [
        fence.epoch,
        callId,
        keptJson({ kind: "dead_lettered", error: letter.error }, hash),
        bucket.name,
        bucket.until,
        placeOf(letter.at, callId),
        JSON.stringify(letter.message),
        letter.error,
        letter.reason,
        letter.at,
        JSON.stringify(letter.events),
        ...repliesOf(keys, replies),
      ];
      return matched<Awaited<ReturnType<Store["bury"]>>>(await script("bury", names, args), {
        buried: () => ({ kind: "buried" }),
        answered,
        not_owner: notOwner,
      });
    },

    async deadLetters(number, { after, limit }) {
      const partition = keys.partition(number);
      const min = after ? `(${placeOf(after.at, after.callId)}` : "-";
      const places = await command((client) => client.zrange(partition.letters, min, "+", "BYLEX", "LIMIT", 0, limit));
      const found = await Promise.all(places.map((place) => letterAt(partition.letter(callIdAt(place)))));
      // a letter may be taken back between the two reads
      return found.flatMap((entry) => (entry ? [entry.letter] : []));
    },

    async deadLetter(number, callId) {
      return (await letterAt(keys.partition(number).letter(callId)))?.letter;
    },

    countDeadLetters: (number) => command((client) => client.zcard(keys.partition(number).letters)),

    async replay(number, callId, line, stamp, asks) {
      const partition = keys.partition(number);
      const name = partition.letter(callId);
      const found = await letterAt(name);
      if (!found) return false;
      if (found.letter.reason === tooOld) return tooOld;
      const message = replayedMessage(found.letter, stamp, asks);
      const bucket = bucketOf(message.scope, stamp);
      const names = [
        name,
        partition.letters,
        partition.answer(callId),
        partition.outbox,
        partition.replayed(callId),
        partition.owner,
        partition.bucket(found.bucket),
        partition.buckets,
        partition.bucket(bucket.name),
      ];
      const args = [
        found.place,
        JSON.stringify(line),
        JSON.stringify(message),
        message.attempt ?? 0,
        message.since,
        nameOfReplay(callId, message.attempt ?? 0),
        bucket.name,
        bucket.until,
        callId,
      ];
      const replayed = await script("replay", names, args);
      return replayed === -1 ? tooOld : replayed === 1;
    },

    wasReplayed: async (number, callId) =>
      (await command((client) => client.exists(keys.partition(number).replayed(callId)))) === 1,

    async discard(number, callId) {
      const partition = keys.partition(number);
      return (await script("discard", [partition.letter(callId), partition.letters], [])) === 1;
    },
  };
}

/** Sorts as text by time, then call id. */
function placeOf(at: number, callId: string): string {
  return `${String(at).padStart(16, "0")}:${callId}`;
}

function callIdAt(place: string): string {
  return place.slice(place.indexOf(":") + 1);
}

function letterOf({ message = "", error = "", reason = "", at, events = "" }: Record<string, string>): DeadLetter {
  return {
    message: JSON.parse(message) as Message,
    error,
    reason,
    at: Number(at),
    events: JSON.parse(events) as TurnEvent[],
  };
}
