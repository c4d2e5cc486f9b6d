import { splitName } from "./ids.ts";
import type { JournalEntry, Store } from "./ports.ts";
import { applied, initialState, migrated, parseState, raised, type State } from "./state.ts";
import type { AgentType } from "./types.ts";

type Durable = NonNullable<AgentType["durable"]>;
/** A state and the schema version in which it is. */
export type Folded = { state: State; schema: number };

/** Read at a time. */
const stretch = 500;

/** A state that this release's code cannot make of what the journal has. */
export class Unreadable extends Error {
  override name = "Unreadable";
}

/**
 * Goes through an agent's commits from its first to `to`, with the state after each. False when the journal does not
 * go back so far any more. Throws `Unreadable` where older code's state cannot be migrated.
 */
export async function foldJournal(
  { durable, store, agent }: { durable: Durable; store: Pick<Store, "journal">; agent: string },
  { began, to }: { began: number; to: number },
  /** Entries that were read before, if they are the first. */
  read: readonly JournalEntry[],
  visit: (entry: JournalEntry, after: Folded) => void,
): Promise<boolean> {
  let folded: Folded | undefined;
  for (let version = began; version < to; version += stretch) {
    const until = Math.min(version + stretch, to);
    const part =
      read[0]?.version === began + 1
        ? read.slice(version - began, until - began)
        : await store.journal(agent, { after: version, until, limit: stretch });
    if (part.length !== until - version) return false;
    for (const entry of part) {
      folded = foldedWith(durable, folded ?? firstOf(durable, agent, entry), entry);
      visit(entry, folded);
    }
  }
  return true;
}

/**
 * An agent's state after one of its commits, in the schema of this process's code. `unknown`: it never had that version;
 * `trimmed`: its journal does not go back to it any more. An agent that is not there has had none.
 */
export async function stateAt(
  durable: Durable,
  store: Pick<Store, "journal" | "read" | "began">,
  agent: string,
  version: number,
): Promise<State | "unknown" | "trimmed"> {
  const [read, began] = await Promise.all([store.read(agent), store.began(agent)]);
  if (read.kind !== "snapshot" || version <= began || version > read.version) return "unknown";
  if (version >= read.snapshotVersion) {
    // a new schema begins with a snapshot
    const patches = read.patches.slice(0, version - read.snapshotVersion);
    return inThisSchema(durable, { state: applied(parseState(read.snapshot), patches), schema: read.schema });
  }
  let at: Folded | undefined;
  const isWhole = await foldJournal({ durable, store, agent }, { began, to: version }, [], (_, after) => {
    at = after;
  });
  return isWhole && at ? inThisSchema(durable, at) : "trimmed";
}

const firstOf = (durable: Durable, agent: string, { schema }: JournalEntry): Folded => ({
  state: initialState(durable, splitName(agent).id),
  schema,
});

const foldedWith = (durable: Durable, { state, schema }: Folded, entry: JournalEntry): Folded =>
  readable(() => ({
    state: applied(raised(durable, state, schema, entry.schema), [entry.patch]),
    schema: entry.schema,
  }));

/** In the schema of this process's code. */
export const inThisSchema = (durable: Durable, { state, schema }: Folded): State =>
  readable(() => {
    if (schema > durable.version) throw new Error(`it is in the newer schema ${schema}`);
    return migrated(durable, state, schema);
  });

function readable<T>(make: () => T): T {
  try {
    return make();
  } catch (cause) {
    throw new Unreadable("an older state cannot be brought into the schema of this release", { cause });
  }
}
