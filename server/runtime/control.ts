import type { KeptAnswer, Message } from "./message.ts";
import { type Clock, Unavailable } from "./ports.ts";
import type { Need } from "./release.ts";

// How a turn's attempt ends when neither the author's code nor the shop's rules decided it. None of these counts as one
// of the author's attempts.

/** This silo no longer owns the partition: forget everything, finish nothing. */
export class Dropped extends Error {
  override name = "Dropped";
}

/** The call had an answer all along. */
export class Settled extends Error {
  override name = "Settled";
  readonly kept: KeptAnswer;
  constructor(kept: KeptAnswer) {
    super("the call already has an answer");
    this.kept = kept;
  }
}

/** The state under the turn is not the committed one: load again; `blockedBy` names a record to finish first. */
export class Restart extends Error {
  override name = "Restart";
  readonly blockedBy?: string;
  constructor(blockedBy?: string) {
    super("the turn ran on a state that is not the committed one");
    if (blockedBy) this.blockedBy = blockedBy;
  }
}

/** The turn's record is not open any more: its call has ended, or waits to begin anew. */
export class RecordClosed extends Error {
  override name = "RecordClosed";
  constructor() {
    super("the turn's record is not open any more");
  }
}

/** The call is a dead letter that was taken back meanwhile: it runs as that message, which knows its old steps. */
export class Replaced extends Error {
  override name = "Replaced";
  readonly by: Message;
  constructor(by: Message) {
    super("the call was replayed under another message");
    this.by = by;
  }
}

/** The message is the tick of a schedule that was replaced, cancelled or destroyed with its agent. */
export class Superseded extends Error {
  override name = "Superseded";
  constructor() {
    super("the schedule of this tick no longer stands");
  }
}

/** The message is from before the horizon: it was too long on its way for anybody to know whether its call was answered. */
export class TooOld extends Error {
  override name = "TooOld";
  constructor() {
    super("the message is from before the horizon: whether its call was answered before is no longer known");
  }
}

/** A turn that does not end would keep every answer of its time in memory. */
export class TurnTooLong extends Error {
  override name = "TurnTooLong";
  constructor(ms: number) {
    super(`the turn ran for more than ${ms / 60_000} minutes without an end`);
  }
}

/** The agent's state, or its open turn, is newer code's, or the command is: this release must not run it. */
export class NewerCode extends Error {
  override name = "NewerCode";
  readonly need: Need;
  constructor(agent: string, need: Need) {
    const what = need.command ? `command ${need.command}` : `schema ${need.version}`;
    super(`${agent} needs newer code, which knows its ${what}`);
    this.need = need;
  }
}

/** The author's migration threw, or what it made does not fit the schema: the stored state stays as it was. */
export class MigrationFailed extends Error {
  override name = "MigrationFailed";
  constructor(agent: string, from: number, to: number, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`the state of ${agent} could not be brought from version ${from} to ${to}: ${why}`, { cause });
  }
}

/** What the turn asked for was taken back so that another turn can end: it begins anew, and so do `above` above it. */
export class Withdrawn extends Error {
  override name = "Withdrawn";
  readonly callId: string;
  readonly above: number;
  constructor(callId: string, above: number) {
    super("the turn's ask was withdrawn; it begins anew");
    this.callId = callId;
    this.above = above;
  }
}

/**
 * Repeats what may have an unknown outcome until it has a known one; right for every port, since each write may be
 * repeated. Backs off from 20 ms to 1 s. Throws `Dropped` once `alive` says no.
 */
export function untilKnown<T>(clock: Clock, alive: () => boolean, attempt: () => Promise<T>): Promise<T> {
  if (!alive()) return Promise.reject(gone());
  try {
    // the first attempt is almost always the last: a loop is begun only where it was not
    return attempt().catch((error: unknown) => knownAfter(error, clock, alive, attempt));
  } catch (error) {
    return Promise.reject(error);
  }
}

const gone = () => new Dropped("the partition was given up");

async function knownAfter<T>(
  first: unknown,
  clock: Clock,
  alive: () => boolean,
  attempt: () => Promise<T>,
): Promise<T> {
  let error = first;
  for (let delay = 20; ; delay = Math.min(delay * 2, 1000)) {
    if (!(error instanceof Unavailable)) throw error;
    await pause(clock, delay);
    if (!alive()) throw gone();
    try {
      return await attempt();
    } catch (next) {
      error = next;
    }
  }
}

export const pause = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => {
    clock.after(ms, resolve);
  });

/** A pause that can be cut short; a call to do so that comes before the pause cuts it short, too. */
export function createRest(clock: Clock): { rest(ms: number): Promise<void>; wake(): void } {
  let isWoken = false;
  let end: (() => void) | undefined;
  return {
    async rest(ms) {
      if (!isWoken) {
        await new Promise<void>((resolve) => {
          const cancel = clock.after(ms, resolve);
          end = () => {
            cancel();
            resolve();
          };
        });
      }
      end = undefined;
      isWoken = false;
    },
    wake() {
      isWoken = true;
      end?.();
    },
  };
}
