import { instantsAfter } from "#lib/sale-windows.ts";
import type { Clock } from "#runtime/ports.ts";

type Priced = { salePrices: readonly { readonly start: string | null; readonly end: string | null }[] };

type Options = {
  clock: Pick<Clock, "now" | "after">;
  /** Instants after this one are told, also those that have passed by now. */
  from: number;
  /** A sale of this agent has started or ended. */
  onDue: (agent: string) => void;
};

/** Clocks of two processes differ by milliseconds: whoever reads at once must find the new price. */
const lateness = 100;
const longestTimer = 86_400_000;

/** The prices of some products that change by the clock alone. */
export function createPriceTimes({ clock, from, onDue }: Options) {
  let ahead = new Map<string, number[]>();
  let forgotten = new Set<string>();
  let firedUntil = from;
  let cancel = () => {};
  let ended = false;

  function fire(): void {
    const until = clock.now() - lateness;
    firedUntil = Math.max(firedUntil, until);
    for (const [agent, instants] of ahead) {
      const later = instants.filter((instant) => instant > until);
      if (later.length === instants.length) continue;
      ahead.set(agent, later);
      onDue(agent);
    }
  }

  function arm(): void {
    cancel();
    const next = Math.min(...[...ahead.values()].map(([first]) => first ?? Number.POSITIVE_INFINITY));
    if (next === Number.POSITIVE_INFINITY) return;
    const wait = Math.min(Math.max(next + lateness - clock.now(), 0), longestTimer);
    cancel = clock.after(wait, () => {
      fire();
      arm();
    });
  }

  return {
    /** Up to when everything has been told. */
    get firedUntil() {
      return firedUntil;
    },
    /** Tells what is due by now. */
    fire,
    /** Follows exactly these; those that it does not know yet are read. */
    async follow(agents: readonly string[], read: (agent: string) => Promise<Priced | null>): Promise<void> {
      const after = firedUntil;
      forgotten = new Set();
      const entries = agents.map(async (agent): Promise<[string, number[]]> => {
        const known = ahead.get(agent);
        return [agent, known ?? instantsAfter((await read(agent))?.salePrices ?? [], after)];
      });
      const found = await Promise.all(entries);
      // what was read before it was forgotten may be the old prices
      if (ended) return;
      ahead = new Map(found.filter(([agent]) => !forgotten.has(agent)));
      arm();
    },
    /** Its prices have changed: they are read anew. */
    forget(agent: string): void {
      ahead.delete(agent);
      forgotten.add(agent);
    },
    end() {
      ended = true;
      cancel();
    },
  };
}
