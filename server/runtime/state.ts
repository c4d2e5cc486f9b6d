import { applyPatches, createDraft, enablePatches, finishDraft, freeze, type Patch } from "immer";
import { toJson } from "./json.ts";
import type { AgentType } from "./types.ts";

enablePatches();

export type State = object;
type Durable = NonNullable<AgentType["durable"]>;

/** A new agent's state, checked like any other. */
export const initialState = (durable: Durable, id: string): State => checked(durable, durable.initial(id));

/** Brings a stored state up to the version of this code; the stored one stays as it is until the next commit. */
export function migrated(durable: Durable, stored: State, schema: number): State {
  let state: unknown = stored;
  for (let version = schema; version < durable.version; version++) state = durable.migrate[version]?.(state);
  return schema < durable.version ? checked(durable, state) : stored;
}

export const parseState = (snapshot: string): State => freeze(JSON.parse(snapshot) as State, true);

export const applied = (state: State, patches: readonly string[]): State =>
  patches.reduce((now, patch) => applyPatches(now, JSON.parse(patch) as Patch[]), state);

export const beginDraft = (state: State): State => createDraft(state) as State;

/**
 * Ends a draft: the patch as it will be stored, and the state as every reader will see it, made from the stored patch so
 * that nothing but JSON can get in and nothing that the author still holds is shared.
 */
export function endDraft(
  durable: Durable,
  base: State,
  draft: State,
  stateBytes: number,
): { patch: string; state: State } {
  let patches: Patch[] = [];
  finishDraft(draft, (made) => {
    patches = made;
  });
  let patch = JSON.stringify(patches.map(storable));
  const state = applied(base, [patch]);
  checked(durable, state);
  if (patch.length > Math.max(stateBytes, 512)) {
    const whole = JSON.stringify([{ op: "replace", path: [], value: state }]);
    if (whole.length < patch.length) patch = whole;
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
  if (!parsed.success) throw new Error(`the state does not fit its schema: ${parsed.error.message}`);
  return toJson(parsed.data) as State;
}
