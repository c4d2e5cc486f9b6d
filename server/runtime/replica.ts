import { MigrationFailed, NewerCode } from "./control.ts";
import type { Freshness, Kind } from "./freshness.ts";
import { splitName } from "./ids.ts";
import type { Observer } from "./observer.ts";
import type { Known, Read, Store } from "./ports.ts";
import { type Answers, createAnswers } from "./remembered-answers.ts";
import type { Resident, Residents } from "./residents.ts";
import { applied, initialState, migrated, parseState, type State } from "./state.ts";
import type { AgentType } from "./types.ts";

/** An agent's committed state as one reader saw it. */
export type View = {
  /** In the schema of this process's code. */
  state: State;
  version: number;
  /** Stamp of the newest commit. */
  at: number;
  /** Absent for an agent that has never committed. */
  stored?: Known & { state: State; snapshotBytes: number; patchBytes: number };
};

export type Look = {
  view: View;
  kind: Kind;
  /** The last change of its kind up to which the view is the newest; undefined where that is not known. */
  change: string | undefined;
  /** What queries have answered on exactly this view; absent for an agent that has never committed. */
  answers?: Answers;
};

export interface Replicas {
  /**
   * The agent's newest committed state: it holds every commit that was acknowledged before the call (linearizable).
   * One round trip, which brings only what this process lacks. Throws `Unavailable` when the store is away, `NewerCode`
   * where newer code has written it, `MigrationFailed` where it cannot be brought to this code's schema.
   *
   * @example const view = await replicas.read("cart/user001", cartType);
   */
  read(agent: string, type: AgentType): Promise<View>;
  /** The same, with what is known beside the state. */
  look(agent: string, type: AgentType): Promise<Look>;
  /** What was read last, which may be old by now. */
  peek(agent: string): Answers | undefined;
  /** The answers of a copy have grown. */
  weigh(agent: string): void;
  /** Forgets all copies. */
  clear(): void;
}

/** What a copy takes beside its state. */
const replicaBytes = 512;

/** What a state takes in memory, by its JSON as it is stored: known without looking at it. */
export const stateBytes = (stored: View["stored"]): number => (stored ? stored.snapshotBytes + stored.patchBytes : 0);

/** What a first commit has made of a state whose versions begin above those of destroyed agents. */
export const raisedView = (view: View, began: number): View => {
  const version = view.version + began;
  return { ...view, version, ...(view.stored && { stored: { ...view.stored, version } }) };
};

/** Without a view where it cannot be shown to this code; kept all the same, so that it does not come again. */
type Stored = NonNullable<View["stored"]>;
type Kept = {
  stored: Stored;
  at: number;
  view: View | undefined;
  resident: Resident;
  kind: Kind;
  change: string | undefined;
  answers: Answers;
};

/** Read-only copies of agents' states in this process, as many as there is room for. */
export function createReplicas(
  store: Pick<Store, "read">,
  freshness: Freshness,
  residents: Residents,
  observer?: Pick<Observer, "read">,
): Replicas {
  const kept = new Map<string, Kept>();

  function keep(agent: string, found: Omit<Kept, "resident" | "answers">): Kept {
    const before = kept.get(agent);
    const resident = before?.resident ?? residents.enter(() => void kept.delete(agent));
    const answers = before?.view && before.view === found.view ? before.answers : createAnswers();
    const now = { ...found, resident, answers };
    kept.set(agent, now);
    weigh(now);
    resident.rest();
    return now;
  }

  function weigh({ resident, stored, answers }: Kept): void {
    resident.weigh(stateBytes(stored) + answers.bytes + replicaBytes);
  }

  function forget(agent: string): void {
    kept.get(agent)?.resident.remove();
    kept.delete(agent);
  }

  /** The state in the schema of this code. */
  function shown(agent: string, { contract, durable }: DurableType, stored: Stored, at: number): View {
    if (stored.schema > durable.version) {
      throw new NewerCode(agent, { type: contract.name, version: stored.schema });
    }
    try {
      return { state: migrated(durable, stored.state, stored.schema), version: stored.version, at, stored };
    } catch (error) {
      throw new MigrationFailed(agent, stored.schema, durable.version, error);
    }
  }

  async function look(agent: string, type: AgentType): Promise<Look> {
    if (!isDurable(type)) throw new Error(`${agent} has no state`);
    const known = kept.get(agent);
    const kind = known?.kind ?? freshness.kindOf(agent);
    // asked for before the state: whatever commits between the two is found changed the next time
    const change = known && (await freshness.lastChanges(kind))?.get(kind.type);
    if (known && change !== undefined) {
      const isUnchanged = change === known.change;
      if (known.change !== undefined) freshness.note(kind, isUnchanged);
      if (isUnchanged && known.view) {
        known.resident.rest();
        observer?.read(agent, "unchanged");
        return lookOf(known, known.view);
      }
    }
    const read = await store.read(agent, known && knownOf(known.stored));
    if (read.kind === "unchanged" && known) {
      const now = keep(agent, { ...known, change });
      return lookOf(now, now.view ?? shown(agent, type, now.stored, now.at));
    }
    if (read.kind === "none" || read.kind === "unchanged") {
      forget(agent);
      return { view: { state: initialState(type.durable, splitName(agent).id), version: 0, at: 0 }, kind, change };
    }
    const found = { stored: storedAfter(read, known?.stored.state), at: read.at, kind, change };
    keep(agent, { ...found, view: undefined });
    const view = shown(agent, type, found.stored, read.at);
    return lookOf(keep(agent, { ...found, view }), view);
  }

  return {
    look,
    read: async (agent, type) => (await look(agent, type)).view,
    peek: (agent) => kept.get(agent)?.answers,
    weigh(agent) {
      const now = kept.get(agent);
      if (now) weigh(now);
    },
    clear() {
      for (const agent of [...kept.keys()]) forget(agent);
    },
  };
}

const lookOf = ({ kind, change, answers }: Kept, view: View): Look => ({ view, kind, change, answers });

type DurableType = AgentType & { durable: NonNullable<AgentType["durable"]> };
const isDurable = (type: AgentType): type is DurableType => type.durable !== undefined;

const knownOf = ({ version, last, schema }: Known): Known => ({ version, last, schema });

function storedAfter(read: Extract<Read, { kind: "patches" | "snapshot" }>, base: State | undefined): Stored {
  const from = read.kind === "snapshot" ? parseState(read.snapshot) : base;
  if (!from) throw new Error("the store sent patches for a state that nobody has");
  const { version, last, schema, snapshotBytes, patchBytes } = read;
  return { version, last, schema, snapshotBytes, patchBytes, state: applied(from, read.patches) };
}
