import type { Clock } from "../ports.ts";

export interface VirtualClock extends Clock {
  /** Sets the time that servers say forward or back; what has been waited for since stays as it is. */
  jump(ms: number): void;
  /** Lets `ms` pass: runs what falls due in order, each with the microtasks it causes. */
  advance(ms: number): Promise<void>;
  /**
   * Lets as much time pass as the promise needs, jumping from timer to timer whenever everything is idle.
   * Throws when nothing is left that could settle it, or after `limitMs` of virtual time.
   */
  runUntil<T>(promise: Promise<T>, limitMs?: number): Promise<T>;
}

type Timer = { due: number; order: number; callback: () => void };

/** A clock that stands still until it is told to go on. */
export function createVirtualClock(start: number): VirtualClock {
  /** The next one last. */
  const timers: Timer[] = [];
  let elapsed = 0;
  let jumped = 0;
  let order = 0;

  // a tick asked for from a microtask runs once all microtasks have, and spares setImmediate's turn of the event loop
  const settling: (() => void)[] = [];
  const nothing = Promise.resolve();
  const askForTick = () => process.nextTick(settleNext);
  const settleNext = () => {
    settling[0]?.();
    settling.shift();
    if (settling.length > 0) void nothing.then(askForTick);
  };
  /** Calls back once everything that can happen by now has; without a promise, which each timer would have to wait for. */
  const whenSettled = (callback: () => void) => {
    if (settling.push(callback) === 1) askForTick();
  };
  const settle = () => new Promise<void>(whenSettled);

  const next = () => timers.at(-1);

  /** Where a timer stands or would stand: behind all that fall due after it. */
  const placeOf = ({ due, order: own }: Timer) => {
    let low = 0;
    let high = timers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = timers[middle];
      if (other && (other.due > due || (other.due === due && other.order > own))) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const remove = (timer: Timer) => {
    const place = placeOf(timer);
    if (timers[place] === timer) timers.splice(place, 1);
  };

  const fire = (timer: Timer) => {
    remove(timer);
    elapsed = Math.max(elapsed, timer.due);
    timer.callback();
  };

  /** How many are letting time pass. */
  let runs = 0;

  /** Fires one timer after the other, each once nobody else waits for everything to settle, until `isOver` says so. */
  const run = (isOver: (timer: Timer | undefined) => boolean) =>
    new Promise<void>((resolve, reject) => {
      runs += 1;
      const step = () => {
        try {
          if (settling.length <= runs) {
            const timer = next();
            if (isOver(timer) || !timer) return end(resolve);
            fire(timer);
          }
          whenSettled(step);
        } catch (error) {
          end(() => reject(error));
        }
      };
      whenSettled(step);
    });

  const end = (settle: () => void) => {
    runs -= 1;
    settle();
  };

  return {
    now: () => Math.floor(start + jumped + elapsed),
    jump(ms) {
      jumped += ms;
    },
    monotonic: () => elapsed,
    settle,

    after(ms, callback) {
      const timer = { due: elapsed + Math.max(0, ms), order: order++, callback };
      timers.splice(placeOf(timer), 0, timer);
      return () => remove(timer);
    },

    async advance(ms) {
      const end = elapsed + ms;
      await run((timer) => !timer || timer.due > end);
      elapsed = end;
    },

    async runUntil(promise, limitMs = 3_600_000) {
      const end = elapsed + limitMs;
      let settled = false;
      const done = () => {
        settled = true;
      };
      promise.then(done, done);
      await run((timer) => {
        if (settled) return true;
        if (!timer) throw new Error("nothing is left to happen and the promise is still pending");
        if (timer.due > end) throw new Error(`the promise is still pending after ${limitMs} ms of virtual time`);
        return false;
      });
      return promise;
    },
  };
}
