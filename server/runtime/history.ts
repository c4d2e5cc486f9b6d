import type { AnyContract, Caller } from "./contract.ts";
import { agentName, parseCaller } from "./ids.ts";
import type { JournalEntry, Store } from "./ports.ts";
import { applied, initialState, migrated, raised, type State } from "./state.ts";
import type { AgentType } from "./types.ts";

/** One commit of an agent, as its journal has it. */
export type HistoryEntry = {
  version: number;
  method: string;
  /** Who began the chain of calls that ended in this commit. */
  caller: Caller;
  callId: string;
  at: Date;
  /** After this commit, in the schema of this process's code. Absent where it cannot be told any more. */
  state?: unknown;
};

export interface Histories {
  /**
   * An agent's commits, newest first, at most `limit` (50 unless said, 200 at most) `before` a version. `cursor` is the
   * `before` of the next page; without one this was the last.
   *
   * Guarantees: linearizable, as a query is; a commit never changes afterwards and is on one page only. `state` is there
   * while the journal goes back to the first commit and has at most 10,000 more: for agents with `history: "all"`. It
   * costs reading the journal from there on; with `states: false` only the page is read.
   *
   * @example
   * const { entries } = await runtime.history(pricing, "p001", { limit: 20 });
   * entries[0]?.caller; // { kind: "staff", id: "…" }
   */
  history(
    of: AnyContract,
    id: string,
    page?: { before?: number; limit?: number; states?: boolean },
  ): Promise<{ entries: HistoryEntry[]; cursor?: number }>;
}

/** Read at a time. */
const stretch = 500;
/**
 * Beyond so many commits nothing is folded. It bounds commits, not bytes: a patch is at most what one turn may write, and
 * a stretch of them and the states of a page are held at once.
 */
const mostFolded = 10_000;

export function createHistory(
  types: ReadonlyMap<string, AgentType>,
  store: Pick<Store, "journal">,
): Histories["history"] {
  return async (of, id, { before, limit = 50, states: wanted = true } = {}) => {
    const agent = agentName(of.name, id);
    const asked = Math.max(1, Math.min(limit, 200));
    const entries = await store.journal(agent, {
      ...(before !== undefined && { until: before - 1 }),
      limit: asked,
    });
    const durable = types.get(of.name)?.durable;
    const states = durable && wanted ? await statesOf(durable, store, agent, entries) : new Map<number, State>();
    const found = entries.map(({ version, method, caller, callId, stamp }): HistoryEntry => {
      const state = states.get(version);
      return { version, method, caller: parseCaller(caller), callId, at: new Date(stamp), ...(state && { state }) };
    });
    const oldest = entries[0]?.version;
    return {
      entries: found.reverse(),
      ...(entries.length === asked && oldest !== undefined && oldest > 1 && { cursor: oldest }),
    };
  };
}

type Durable = NonNullable<AgentType["durable"]>;

/** The state after each of these commits, as far as the journal tells. */
async function statesOf(
  durable: Durable,
  store: Pick<Store, "journal">,
  agent: string,
  entries: readonly JournalEntry[],
): Promise<ReadonlyMap<number, State>> {
  const states = new Map<number, State>();
  const [from, to] = [entries.at(0)?.version ?? 0, entries.at(-1)?.version ?? 0];
  if (to > mostFolded) return states;
  let folded: Folded | undefined;
  for (let version = 0; version < to; version += stretch) {
    const until = Math.min(version + stretch, to);
    // the page itself is at hand: a journal that goes in one page is read once
    const part =
      from === 1
        ? entries.slice(version, until)
        : await store.journal(agent, { after: version, until, limit: stretch });
    if (part.length !== until - version) return states;
    for (const entry of part) {
      folded = foldedWith(durable, folded ?? firstOf(durable, agent, entry), entry);
      const shown = folded && inThisSchema(durable, folded);
      if (!folded || !shown) return states;
      if (entry.version >= from) states.set(entry.version, shown);
    }
  }
  return states;
}

type Folded = { state: State; schema: number };

const firstOf = (durable: Durable, agent: string, { schema }: JournalEntry): Folded => ({
  state: initialState(durable, agent.slice(agent.indexOf("/") + 1)),
  schema,
});

function foldedWith(durable: Durable, { state, schema }: Folded, entry: JournalEntry): Folded | undefined {
  try {
    return { state: applied(raised(durable, state, schema, entry.schema), [entry.patch]), schema: entry.schema };
  } catch {
    return undefined;
  }
}

function inThisSchema(durable: Durable, { state, schema }: Folded): State | undefined {
  if (schema > durable.version) return undefined;
  try {
    return migrated(durable, state, schema);
  } catch {
    return undefined;
  }
}
