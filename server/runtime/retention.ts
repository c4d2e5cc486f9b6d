/** About how many commits a partition's feed holds; a reader that falls further behind starts anew. */
export const feedLength = 10_000;

/** By what a repeat of a command may be told from a new one: a key of the API, or one that a browser made for a click. */
export type Scope = "api" | "browser";

const second = 1000;
const minute = 60 * second;

/** How far the horizon stays behind the clock: the time that a message may take from its sender into a queue. */
export const transitMs = minute;

/** The answers of one grain are forgotten together; finer grains would cost more than they free. */
const retention = {
  api: { keep: 24 * 60 * minute, grain: 10 * minute },
  browser: { keep: 10 * minute, grain: minute },
  /** Every copy of a message without a key has the same `since`, so the horizon alone decides. */
  none: { keep: 0, grain: 10 * second },
};

/** Answers that are forgotten together, once the horizon has reached `until`. */
export type Bucket = { name: string; until: number };

/** How far apart the copies of a message may have been sent. */
export const copiesWithin = (scope: Scope | undefined): number => retention[scope ?? "none"].keep;

/** An answer outlives the horizon by as long as its key may be sent again. */
export function bucketOf(scope: Scope | undefined, since: number): Bucket {
  const kind = scope ?? "none";
  const { keep, grain } = retention[kind];
  const end = (Math.floor(since / grain) + 1) * grain;
  return { name: `${kind}:${end}`, until: end + keep };
}
