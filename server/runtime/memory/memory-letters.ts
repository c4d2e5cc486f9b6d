import { type Clock, type DeadLetter, type Store, tooOld } from "../ports.ts";
import { replayedMessage } from "../resent-message.ts";
import { bucketOf } from "../retention.ts";
import { send } from "./memory-outbox.ts";
import { type MemoryPartitions, partitionAt, stored } from "./memory-partition.ts";

type Letters = Pick<Store, "deadLetters" | "deadLetter" | "countDeadLetters" | "replay" | "wasReplayed" | "discard">;

export function memoryLetters(partitions: MemoryPartitions, clock: Clock): Letters {
  return {
    async deadLetters(number, { after, limit }) {
      const letters = [...partitionAt(partitions, number).letters.values()].sort((a, b) =>
        byTime(placeOf(a), placeOf(b)),
      );
      return stored(letters.filter((letter) => !after || byTime(placeOf(letter), after) > 0).slice(0, limit));
    },

    async deadLetter(number, callId) {
      const letter = partitionAt(partitions, number).letters.get(callId);
      return letter && stored(letter);
    },

    async countDeadLetters(number) {
      return partitionAt(partitions, number).letters.size;
    },

    async replay(number, callId, line, stamp, asks) {
      const partition = partitionAt(partitions, number);
      const letter = partition.letters.get(callId);
      if (!letter) return false;
      if (letter.reason === tooOld) return tooOld;
      const message = replayedMessage(letter, stamp, asks);
      if (message.since < partition.horizon) return tooOld;
      partition.letters.delete(callId);
      if (partition.answers.get(callId)?.answer === JSON.stringify({ kind: "dead_lettered", error: letter.error })) {
        partition.answers.delete(callId);
      }
      const { until } = bucketOf(message.scope, stamp);
      partition.replayed.set(callId, { message: stored(message), until });
      send(partition, { line, message }, clock);
      return true;
    },

    async wasReplayed(number, callId) {
      return partitionAt(partitions, number).replayed.has(callId);
    },

    async discard(number, callId) {
      return partitionAt(partitions, number).letters.delete(callId);
    },
  };
}

type Place = { at: number; callId: string };

function placeOf(letter: DeadLetter): Place {
  return { at: letter.at, callId: letter.message.callId };
}

function byTime(a: Place, b: Place): number {
  return a.at - b.at || (a.callId < b.callId ? -1 : a.callId > b.callId ? 1 : 0);
}
