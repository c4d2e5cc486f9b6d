import type { Clock } from "./ports.ts";

/** How many messages a process may have unanswered at once. */
export interface AdmissionLimit {
  readonly now: number;
  /** A message needs no further answer; so many were unanswered, it included. */
  ended(unanswered: number): void;
}

/** Who is let in waits about this long, in ms, however much is asked for. */
export const bearableWait = 150;

const windowMs = 250;
/** Fewer than this many at once leave a shop idle between two answers. */
const least = 50;
/** A window that took so many times as long had a standstill in it and says nothing of a rate. */
const longest = 8;
const smoothing = 0.5;
const full = 0.8;

/**
 * Where so many are answered a second, as many as are answered within the wait that is bearable may be inside (Little's
 * law). The rate is only known while the process is full: what is answered then is what it can do. While it is not, the
 * limit goes back to the most step by step, so that a lone burst is not refused.
 */
export function createAdmissionLimit(clock: Pick<Clock, "monotonic">, most: number): AdmissionLimit {
  const floor = Math.min(least, most);
  let limit = most;
  let opened = clock.monotonic();
  let openedFull = false;
  let ended = 0;

  const isFull = (unanswered: number) => unanswered >= full * limit;

  function adapt(lasted: number, closesFull: boolean): void {
    if (openedFull && closesFull && lasted <= longest * windowMs) {
      const bearable = (ended / lasted) * bearableWait;
      limit += smoothing * (bearable - limit);
    } else if (!openedFull && !closesFull) limit += most / 20;
    limit = Math.min(most, Math.max(floor, limit));
  }

  return {
    get now() {
      return Math.round(limit);
    },
    ended(unanswered) {
      ended += 1;
      const lasted = clock.monotonic() - opened;
      if (lasted < windowMs) return;
      const closesFull = isFull(unanswered);
      adapt(lasted, closesFull);
      opened = clock.monotonic();
      openedFull = isFull(unanswered);
      ended = 0;
    },
  };
}
