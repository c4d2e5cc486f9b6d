import { createAdmissionLimit } from "./admission-limit.ts";
import { Fault } from "./faults.ts";
import type { Bus, Clock, LineName } from "./ports.ts";
import { lineKey } from "./sender.ts";

/** What the owner of a partition says of its load, once a second: messages by line, and mailboxes that are long. */
export type Load = { lines: Record<string, number>; hot: Record<string, number> };

export interface Pressure {
  /** Throws `overloaded` when the line or the agent has too much before it. Nothing was sent then. */
  check(line: LineName, agent: string): void;
  /** Counts a message that this process waits for; call the answer when it no longer does. */
  count(line: LineName): () => void;
  /** Whether this process waits for so many answers that it takes no further command, whichever. */
  readonly isFull: boolean;
  /** Whether a relay should hold back messages for this line. */
  isHigh(line: LineName): boolean;
  /** Whether an owner has been heard of lately. */
  readonly hearsOwners: boolean;
  start(): Promise<void>;
}

export const pressureChannel = "pressure";

/**
 * The bounds behind `overloaded`, in messages: before a line, before an agent, unanswered by this process on a line of
 * which it hears nothing, and at most unanswered by it in all. Under load fewer, by what is answered
 * (`admission-limit.ts`): who waits long has gone, and what is done for them is done for nobody.
 */
export type Bounds = { line: number; agent: number; blind: number; own: number };
export const defaultBounds: Bounds = { line: 20_000, agent: 5_000, blind: 2_000, own: 500 };

const staleAfter = 2000;

/**
 * Overload is said here, before a command is accepted, and nowhere else: by the depths that owners publish, and by this
 * process's own unanswered messages when it has heard nothing of a line for two seconds.
 */
export function createPressure(bus: Bus, clock: Clock, bounds: Bounds): Pressure {
  const depths = new Map<string, { depth: number; heard: number }>();
  let hot: Map<string, { depth: number; heard: number }> = new Map();
  const own = new Map<string, number>();
  const limit = createAdmissionLimit(clock, bounds.own);
  let unanswered = 0;

  let heardLast = Number.NEGATIVE_INFINITY;

  const fresh = (load: { depth: number; heard: number } | undefined): number | undefined =>
    load && clock.monotonic() - load.heard <= staleAfter ? load.depth : undefined;

  function overloaded(what: string): Fault {
    return new Fault("overloaded", `${what} has too many commands waiting; nothing was sent, try again shortly`, {
      retryAfter: 1,
    });
  }

  return {
    check(line, agent) {
      const key = lineKey(line);
      if (unanswered >= limit.now) throw overloaded("the shop");
      const depth = fresh(depths.get(key));
      if (depth === undefined ? (own.get(key) ?? 0) >= bounds.blind : depth >= bounds.line)
        throw overloaded("the shop");
      if ((fresh(hot.get(agent)) ?? 0) >= bounds.agent) throw overloaded(agent);
    },
    count(line) {
      const key = lineKey(line);
      own.set(key, (own.get(key) ?? 0) + 1);
      unanswered += 1;
      return () => {
        own.set(key, (own.get(key) ?? 1) - 1);
        limit.ended(unanswered);
        unanswered -= 1;
      };
    },
    get isFull() {
      return unanswered >= limit.now;
    },
    isHigh: (line) => (fresh(depths.get(lineKey(line))) ?? 0) >= bounds.line,
    get hearsOwners() {
      return clock.monotonic() - heardLast <= 3 * staleAfter;
    },
    async start() {
      await bus.subscribe(pressureChannel, (body) => {
        const load = JSON.parse(body) as Load;
        const heard = clock.monotonic();
        heardLast = heard;
        for (const [line, depth] of Object.entries(load.lines)) depths.set(line, { depth, heard });
        hot = new Map([...hot].filter(([, { heard: at }]) => heard - at <= staleAfter));
        for (const [agent, depth] of Object.entries(load.hot)) hot.set(agent, { depth, heard });
      });
    },
  };
}
