import { MigrationFailed, NewerCode } from "./control.ts";
import { splitName } from "./ids.ts";
import type { Known, Read, Store } from "./ports.ts";
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

export interface Replicas {
  /**
   * The agent's newest committed state: it holds every commit that was acknowledged before the call (linearizable).
   * One round trip, which brings only what this process lacks. Throws `Unavailable` when the store is away, `NewerCode`
   * where newer code has written it, `MigrationFailed` where it cannot be brought to this code's schema.
   *
   * @example const view = await replicas.read("cart/user001", cartType);
   */
  read(agent: string, type: AgentType): Promise<View>;
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
type Kept = { stored: Stored; at: number; view: View | undefined; resident: Resident };

/** Read-only copies of agents' states in this process, as many as there is room for. */
export function createReplicas(store: Pick<Store, "read">, residents: Residents): Replicas {
  const kept = new Map<string, Kept>();

  function keep(agent: string, stored: Stored, at: number, view?: View): void {
    const resident = kept.get(agent)?.resident ?? residents.enter(() => void kept.delete(agent));
    kept.set(agent, { stored, at, view, resident });
    resident.weigh(stateBytes(stored) + replicaBytes);
    resident.rest();
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

  return {
    clear() {
      for (const agent of [...kept.keys()]) forget(agent);
    },
    async read(agent, type) {
      if (!isDurable(type)) throw new Error(`${agent} has no state`);
      const known = kept.get(agent);
      const read = await store.read(agent, known && knownOf(known.stored));
      if (read.kind === "unchanged" && known) {
        keep(agent, known.stored, known.at, known.view);
        return known.view ?? shown(agent, type, known.stored, known.at);
      }
      if (read.kind === "none" || read.kind === "unchanged") {
        forget(agent);
        return { state: initialState(type.durable, splitName(agent).id), version: 0, at: 0 };
      }
      const stored = storedAfter(read, known?.stored.state);
      keep(agent, stored, read.at);
      const view = shown(agent, type, stored, read.at);
      keep(agent, stored, read.at, view);
      return view;
    },
  };
}

type DurableType = AgentType & { durable: NonNullable<AgentType["durable"]> };
const isDurable = (type: AgentType): type is DurableType => type.durable !== undefined;

const knownOf = ({ version, last, schema }: Known): Known => ({ version, last, schema });

function storedAfter(read: Extract<Read, { kind: "patches" | "snapshot" }>, base: State | undefined): Stored {
  const from = read.kind === "snapshot" ? parseState(read.snapshot) : base;
  if (!from) throw new Error("the store sent patches for a state that nobody has");
  const { version, last, schema, snapshotBytes, patchBytes } = read;
  return { version, last, schema, snapshotBytes, patchBytes, state: applied(from, read.patches) };
}
