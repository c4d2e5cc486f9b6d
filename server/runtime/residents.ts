import type { Clock } from "./ports.ts";

/** Something in this process's memory that can be made again from the store. */
export interface Resident {
  /** It is in use: it stays, whatever it weighs. */
  use(): void;
  /** From now on it may leave; the one that has rested longest goes first. */
  rest(): void;
  /** How much it is by now; an estimate does. */
  weigh(bytes: number): void;
  /** It is gone by itself: no longer counted, never asked to leave. */
  remove(): void;
}

export interface Residents {
  /** `leave` is called at most once, at a moment at which it rests, and must forget it at once. */
  enter(leave: () => void): Resident;
  /** What all of them weigh, resting or in use. */
  readonly bytes: number;
  readonly size: number;
  close(): void;
}

/** How much may stay, and for how long after its last use. */
export type Room = { bytes: number; idleMs: number };

type Entry = { bytes: number; since: number; isGone: boolean; leave: () => void };

/**
 * Bounds memory in bytes and in time.
 *
 * Guarantees: what is in use never leaves. Unless more than `bytes` is in use, no more than that is kept, and what rested
 * longest has left first; what nobody has used for `idleMs` leaves within a tenth more. What is too big by itself leaves as
 * soon as it rests. Weights are what their owners say, so it bounds what it is told.
 */
export function createResidents(clock: Clock, room: Room): Residents {
  const resting = new Set<Entry>();
  let bytes = 0;
  let size = 0;
  let stopSweep: (() => void) | undefined;

  function remove(entry: Entry): void {
    if (entry.isGone) return;
    entry.isGone = true;
    resting.delete(entry);
    bytes -= entry.bytes;
    size--;
    if (resting.size === 0) close();
  }

  function dismiss(entry: Entry): void {
    remove(entry);
    entry.leave();
  }

  function makeRoom(): void {
    if (bytes <= room.bytes) return;
    for (const longest of resting) {
      dismiss(longest);
      if (bytes <= room.bytes) return;
    }
  }

  function sweep(): void {
    stopSweep = undefined;
    const before = clock.monotonic() - room.idleMs;
    for (const longest of resting) {
      if (longest.since > before) break;
      dismiss(longest);
    }
    sweepLater();
  }

  function sweepLater(): void {
    if (stopSweep) return;
    const [longest] = resting;
    if (!longest) return;
    const left = longest.since + room.idleMs - clock.monotonic();
    stopSweep = clock.after(Math.max(left, room.idleMs / 10), sweep);
  }

  function close(): void {
    stopSweep?.();
    stopSweep = undefined;
  }

  return {
    get bytes() {
      return bytes;
    },
    get size() {
      return size;
    },
    close,
    enter(leave) {
      const entry: Entry = { bytes: 0, since: 0, isGone: false, leave };
      size++;
      return {
        use: () => void resting.delete(entry),
        rest() {
          if (entry.isGone) return;
          resting.delete(entry);
          entry.since = clock.monotonic();
          resting.add(entry);
          makeRoom();
          sweepLater();
        },
        weigh(now) {
          if (entry.isGone) return;
          bytes += now - entry.bytes;
          entry.bytes = now;
          makeRoom();
        },
        remove: () => remove(entry),
      };
    },
  };
}
