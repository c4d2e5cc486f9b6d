import { withinTime } from "#lib/within-time.ts";
import type { Log } from "#runtime/log.ts";

export type Patience = {
  monotonic: () => number;
  log: Log;
  /** Milliseconds after which PostgreSQL is too slow for a search. */
  patience?: number;
  /** Milliseconds for which it is then left alone. */
  rest?: number;
};

/** Asks PostgreSQL for what a search can do without: null while it is away or slow, and it is then left alone for a while. */
export function createPatience({ monotonic, log, patience = 300, rest = 1_000 }: Patience) {
  let restsUntil = Number.NEGATIVE_INFINITY;
  return async <T>(ask: () => Promise<T>): Promise<T | null> => {
    if (monotonic() < restsUntil) return null;
    try {
      return await withinTime(ask(), patience, () => {
        throw new Error(`no answer in ${patience} ms`);
      });
    } catch (error) {
      // whatever is wrong with the index, the agents have the answer
      if (monotonic() >= restsUntil) log("warn", "searching without the index", { error: String(error) });
      restsUntil = monotonic() + rest;
      return null;
    }
  };
}
