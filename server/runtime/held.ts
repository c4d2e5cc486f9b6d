import type { Clock } from "./ports.ts";

/** How far back an owner's word reaches: longer than words are apart, so that what moves is in one of them. */
export const memoryMs = 30_000;
/** Samples that are further apart may have missed what came and went between them. */
const gapMs = 10_000;

export interface Held {
  /** Something arrived that was sent then. */
  note(since: number): void;
  /**
   * The oldest of all that was held at any moment of the last 30 s, given the oldest that is held now. Undefined until
   * it has watched for so long without a gap: what was held before is then not known.
   */
  sample(oldestNow: number): number | undefined;
}

/** Remembers how old the messages were that a partition held lately, whatever became of them. */
export function createHeld(clock: Clock): Held {
  let arrived = Number.POSITIVE_INFINITY;
  let samples: { at: number; oldest: number }[] = [];
  let watchedFrom: number | undefined;

  return {
    note(since) {
      arrived = Math.min(arrived, since);
    },
    sample(oldestNow) {
      const now = clock.monotonic();
      const last = samples.at(-1);
      if (watchedFrom === undefined || (last && now - last.at > gapMs)) watchedFrom = now;
      samples = samples.filter(({ at }) => at >= now - memoryMs);
      samples.push({ at: now, oldest: Math.min(arrived, oldestNow) });
      // what is held now is also held at the beginning of the next stretch
      arrived = oldestNow;
      return now - watchedFrom < memoryMs ? undefined : Math.min(...samples.map(({ oldest }) => oldest));
    },
  };
}
