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
   * One round trip, which brings only what this process lacks. Throws `Unavailable` when the store is away.
   *
   * @example const view = await replicas.read("cart/user001", cartType);
   */
  read(agent: string, type: AgentType): Promise<View>;
}

/** What a copy takes beside its state. */
const replicaBytes = 512;

/** What a state takes in memory, by its JSON as it is stored: known without looking at it. */
export const stateBytes = ({ stored }: View): number => (stored ? stored.snapshotBytes + stored.patchBytes : 0);

type Kept = { stored: NonNullable<View["stored"]>; view: View; resident: Resident };

/** Read-only copies of agents' states in this process, as many as there is room for. */
export function createReplicas(store: Pick<Store, "read">, residents: Residents): Replicas {
  const kept = new Map<string, Kept>();

  function keep(agent: string, view: View): View {
    const before = kept.get(agent);
    if (!view.stored) {
      before?.resident.remove();
      kept.delete(agent);
      return view;
    }
    const resident = before?.resident ?? residents.enter(() => void kept.delete(agent));
    kept.set(agent, { stored: view.stored, view, resident });
    resident.weigh(stateBytes(view) + replicaBytes);
    resident.rest();
    return view;
  }

  return {
    async read(agent, type) {
      const { durable } = type;
      if (!durable) throw new Error(`${agent} has no state`);
      const known = kept.get(agent);
      const read = await store.read(agent, known && knownOf(known.stored));
      if (read.kind === "unchanged" && known) return keep(agent, known.view);
      if (read.kind === "none" || read.kind === "unchanged") {
        return keep(agent, { state: initialState(durable, splitName(agent).id), version: 0, at: 0 });
      }
      const stored = storedAfter(read, known?.stored.state);
      return keep(agent, {
        state: migrated(durable, stored.state, stored.schema),
        version: stored.version,
        at: read.at,
        stored,
      });
    },
  };
}

const knownOf = ({ version, last, schema }: Known): Known => ({ version, last, schema });

function storedAfter(
  read: Extract<Read, { kind: "patches" | "snapshot" }>,
  base: State | undefined,
): NonNullable<View["stored"]> {
  const from = read.kind === "snapshot" ? parseState(read.snapshot) : base;
  if (!from) throw new Error("the store sent patches for a state that nobody has");
  const { version, last, schema, snapshotBytes, patchBytes } = read;
  return { version, last, schema, snapshotBytes, patchBytes, state: applied(from, read.patches) };
}
