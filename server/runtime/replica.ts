import { splitName } from "./ids.ts";
import type { Known, Read, Store } from "./ports.ts";
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
  /** Forgets all copies. */
  clear(): void;
}

type Kept = { stored: NonNullable<View["stored"]>; view: View; bytes: number };

/** Read-only copies of agents' states in this process, the least recently read dropped beyond `maxBytes` of JSON. */
export function createReplicas(store: Pick<Store, "read">, maxBytes = 64 * 1024 * 1024): Replicas {
  const kept = new Map<string, Kept>();
  let bytes = 0;

  function keep(agent: string, view: View): View {
    const before = kept.get(agent);
    if (before) bytes -= before.bytes;
    kept.delete(agent);
    if (!view.stored) return view;
    const size = view.stored.snapshotBytes + view.stored.patchBytes + 256;
    kept.set(agent, { stored: view.stored, view, bytes: size });
    bytes += size;
    for (const [oldest, { bytes: freed }] of kept) {
      if (bytes <= maxBytes) break;
      kept.delete(oldest);
      bytes -= freed;
    }
    return view;
  }

  return {
    clear() {
      kept.clear();
      bytes = 0;
    },
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
