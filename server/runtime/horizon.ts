import { pause } from "./control.ts";
import { memoryMs } from "./held.ts";
import type { Log } from "./log.ts";
import type { OwnedPartition } from "./owned-partition.ts";
import { type Clock, type Store, Unavailable } from "./ports.ts";
import { transitMs } from "./retention.ts";

const everyMs = 5000;
const freshMs = 15_000;
/** Doors measure the server's clock every 10 s. */
const jumpMs = 2000;
/** How many answers a partition forgets in one round at most. */
const sweepLimit = 50_000;
/** A turn that its owner has been running for so long becomes a dead letter. */
const longestTurn = 3_600_000;

type Options = {
  store: Pick<Store, "speak" | "words" | "sweep">;
  clock: Clock;
  log: Log;
  alive: () => boolean;
  owned: () => OwnedPartition[];
};

/**
 * For how long duplicates are known. Answers have no time to live. The horizon is a moment before which nothing is under
 * way any more: at most a minute ago, at most the oldest message that any partition held lately. It never goes back and
 * stands still while a partition has no owner or its owner cannot say. Below it answers are forgotten, keyed ones later
 * by the time for which their key counts, and messages are refused as `too_old`, by the same partition's horizon in the
 * same script.
 *
 * Guarantee: as long as a copy of a message can still take effect, the answer to its first is there. That does not rest
 * on any clock or word: copies without a key have one `since`, which is either above the horizon, then the answer is kept,
 * or below, then they are refused; copies under a key differ by at most the time for which it counts.
 * Failure window: a message that was in nobody's hands for more than a minute, on its way from its sender to a queue, is
 * a dead letter. Nobody is told that it was accepted.
 */
export async function keepHorizon({ store, clock, log, alive, owned }: Options): Promise<void> {
  const isSteady = watchClock(clock);
  let learned: number | undefined;

  async function speak(one: OwnedPartition): Promise<void> {
    one.endTurnsOver(longestTurn);
    const oldest = await one.oldestHeld();
    const word = { ...(oldest !== undefined && { oldest }), ...(learned !== undefined && { horizon: learned }) };
    if (typeof (await store.speak(one.fence, word)) === "number") await store.sweep(one.fence, sweepLimit);
  }

  async function learn(): Promise<void> {
    const steady = isSteady();
    const oldest = await store.words(freshMs);
    learned = steady && oldest !== undefined ? Math.min(clock.now() - transitMs, oldest) : undefined;
  }

  for (;;) {
    await pause(clock, everyMs);
    if (!alive()) return;
    try {
      await learn();
      await Promise.all(owned().map(speak));
    } catch (error) {
      // while the store is away the horizon stands still
      if (!(error instanceof Unavailable)) log("error", "the horizon could not be kept", { error });
    }
  }
}

/**
 * After the server's clock has jumped, messages of before the jump look old for as long as somebody has not noticed it.
 * Answers whether this process has seen it run evenly for long enough.
 */
function watchClock(clock: Clock): () => boolean {
  const ahead = () => clock.now() - clock.monotonic();
  let before = ahead();
  let evenSince = clock.monotonic();
  return () => {
    const now = ahead();
    if (Math.abs(now - before) > jumpMs) evenSince = clock.monotonic();
    before = now;
    return clock.monotonic() - evenSince >= memoryMs;
  };
}
