import { enablePatches, freeze, Immer, type Patch } from "immer";
import { fitsAfterChange } from "./fits-after-change.ts";
import { toJson } from "./json.ts";
import { patched } from "./patches.ts";
import type { AgentType } from "./types.ts";

enablePatches();
/** What a draft makes itself is thrown away: the state is made from its patch. So freezing it would be for nothing. */
const immer = new Immer({ autoFreeze: false });

export type State = object;
type Durable = NonNullable<AgentType["durable"]>;

/** A new agent's state, checked like any other. */
export const initialState = (durable: Durable, id: string): State => checked(durable, durable.initial(id));

/** Brings a stored state up to the version of this code; the stored one stays as it is until the next commit. */
export function migrated(durable: Durable, stored: State, schema: number): State {
  return schema < durable.version ? checked(durable, raised(durable, stored, schema, durable.version)) : stored;
}

/** The state as a commit under the schema version `to` found it; one that is no older stays as it is. */
export function raised(durable: Durable, stored: State, from: number, to: number): State {
  let state: unknown = stored;
  for (let version = from; version < to; version++) state = durable.migrate[version]?.(state);
  return freeze(state as State, true);
}

export const parseState = (snapshot: string): State => freeze(JSON.parse(snapshot) as State, true);

/** All in one go: what many patches change is copied once, so the cost is the sum of the two, not their product. */
export const applied = (state: State, patches: readonly string[]): State =>
  patched(
    state,
    patches.flatMap((patch) => JSON.parse(patch) as Patch[]),
  );

export const beginDraft = (state: State): State => immer.createDraft(state) as State;

/**
 * Ends a draft: the patch as it will be stored, and the state as every reader will see it, made from the stored patch so
 * that nothing but JSON can get in and nothing that the author still holds is shared. A journal that is kept begins with
 * the whole state, so that it can be read by code that has another `initial`.
 */
export function endDraft(
  durable: Durable,
  base: { state: State; version: number; bytes: number },
  draft: State,
): { patch: string; state: State } {
  let patches: Patch[] = [];
  immer.finishDraft(draft as never, (made) => {
    patches = made;
  });
  let patch = JSON.stringify(patches.map(storable));
  const state = applied(base.state, [patch]);
  const problem = fitsAfterChange(durable.state, base.state, state);
  if (problem) throw new Misfit(problem);
  const beginsJournal = base.version === 0 && durable.keep === "all";
  if (beginsJournal || patch.length > Math.max(base.bytes, 512)) {
    const whole = JSON.stringify([{ op: "replace", path: [], value: state }]);
    if (beginsJournal || whole.length < patch.length) patch = whole;
  }
  return { patch, state };
}

/** JSON drops `undefined`: on an object that is a removal, in an array it becomes null. */
function storable(patch: Patch): Patch {
  if (patch.op === "remove" || patch.value !== undefined) return patch;
  const last = patch.path.at(-1);
  return typeof last === "string" ? { op: "remove", path: patch.path } : { ...patch, value: null };
}

function checked(durable: Durable, state: unknown): State {
  const parsed = durable.state.safeParse(state);
  if (!parsed.success) throw new Misfit(parsed.error);
  return toJson(parsed.data) as State;
}

class Misfit extends Error {
  constructor(problem: { message: string }) {
    super(`the state does not fit its schema: ${problem.message}`);
  }
}
