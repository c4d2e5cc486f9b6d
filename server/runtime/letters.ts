import { reached } from "./door.ts";
import type { Answer } from "./message.ts";
import { partitionOf } from "./partition.ts";
import type { DeadLetter, TakenBack } from "./ports.ts";
import { type LetterName, type LettersAt, replayLetter } from "./replay-letter.ts";

export type LetterCursor = { at: number; callId: string };

/** The commands that failed for good, for those who look after them. */
export interface Letters {
  /** Oldest first, of all partitions; go on with the cursor until no letters come. */
  deadLetters(page?: {
    cursor?: LetterCursor;
    limit?: number;
  }): Promise<{ letters: DeadLetter[]; cursor?: LetterCursor }>;
  deadLetter(letter: LetterName): Promise<DeadLetter | undefined>;
  countDeadLetters(): Promise<number>;
  /**
   * Runs a dead letter again under its call id, on the present state; what its finished steps did is not done twice. What it
   * had asked for and became a letter itself is asked for anew, so that letter is discarded; where it was replayed before,
   * its own outcome is waited for.
   * `too_old`: whether it, or one of its asks that had no answer, ran is no longer known. Discard it, or send a new command.
   */
  replay(letter: LetterName): Promise<TakenBack>;
  discard(letter: LetterName): Promise<boolean>;
  /** Whether the call was replayed and has not ended since, as far as that is kept. */
  isReplaying(call: LetterName): Promise<boolean>;
  /** How the call has ended. Nothing while it is under way, as after a replay, and when its answer is kept no longer. */
  outcome(call: LetterName): Promise<Answer | undefined>;
}

export function createLetters({ store, clock, partitions, lineOf }: LettersAt): Letters {
  const partitionOfAgent = (agent: string) => partitionOf(agent, partitions);
  const inEach = <T>(ask: (partition: number) => Promise<T>): Promise<T[]> =>
    reached(Promise.all(Array.from({ length: partitions }, (_, partition) => ask(partition))));

  return {
    async deadLetters({ cursor, limit = 50 } = {}) {
      const pages = await inEach((partition) =>
        store.deadLetters(partition, { limit, ...(cursor && { after: cursor }) }),
      );
      const letters = pages.flat().sort(byTime).slice(0, limit);
      const last = letters.at(-1);
      return last ? { letters, cursor: { at: last.at, callId: last.message.callId } } : { letters };
    },
    deadLetter: ({ agent, callId }) => reached(store.deadLetter(partitionOfAgent(agent), callId)),
    async countDeadLetters() {
      const counts = await inEach((partition) => store.countDeadLetters(partition));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    replay: (letter) => reached(replayLetter({ store, clock, partitions, lineOf }, letter)),
    discard: ({ agent, callId }) => reached(store.discard(partitionOfAgent(agent), callId)),
    async isReplaying({ agent, callId }) {
      const partition = partitionOfAgent(agent);
      // in this order an answer that comes in between is not missed; while it runs nothing of it is forgotten
      if (!(await reached(store.wasReplayed(partition, callId)))) return false;
      const [ended] = await reached(store.answers(partition, [callId]));
      return ended === undefined;
    },
    async outcome({ agent, callId }) {
      const [kept] = await reached(store.answers(partitionOfAgent(agent), [callId]));
      return kept?.answer;
    },
  };
}

function byTime(a: DeadLetter, b: DeadLetter): number {
  return a.at - b.at || (a.message.callId < b.message.callId ? -1 : 1);
}
