import { createEdges } from "./edges.ts";

/** Something with states and steps, all of whose states are to be looked at. */
export type Machine<State, Step> = {
  first: State;
  stepsOf: (state: State) => Step[];
  apply: (state: State, step: Step) => State;
  /** Equal exactly for states that need to be looked at once. */
  keyOf: (state: State) => string;
  /** What is wrong with a state. */
  wrong: (state: State) => string | undefined;
  /** Whether nothing is left to do: from every state one like this must be in reach. */
  isDone: (state: State) => boolean;
};

export type Found<State, Step> = {
  states: number;
  /** The most steps that lead to any state without a shorter way. */
  depth: number;
  /** The shortest way to a state that is wrong, or to one from which the end cannot be reached. */
  fault?: { steps: Step[]; last: State; what: string };
};

/** Looks at every state that can be reached, breadth first: what it finds first is the shortest. */
export function search<State, Step>(machine: Machine<State, Step>, limit = 5_000_000): Found<State, Step> {
  const { first, stepsOf, apply, keyOf, wrong, isDone } = machine;
  const indexes = new Map([[keyOf(first), 0]]);
  const parents = [-1];
  const edges = createEdges();
  const done: number[] = [];
  let layer: { index: number; state: State }[] = [{ index: 0, state: first }];
  let depth = 0;

  for (; layer.length > 0; depth++) {
    const next: typeof layer = [];
    for (const { index, state } of layer) {
      if (isDone(state)) done.push(index);
      for (const step of stepsOf(state)) {
        const after = apply(state, step);
        const what = wrong(after);
        if (what) {
          const { steps } = wayTo(machine, { indexes, parents }, index);
          return { states: indexes.size, depth, fault: { steps: [...steps, step], last: after, what } };
        }
        const key = keyOf(after);
        let to = indexes.get(key);
        if (to === undefined) {
          to = indexes.size;
          if (to >= limit) throw new Error(`there are more than ${limit} states`);
          indexes.set(key, to);
          parents.push(index);
          next.push({ index: to, state: after });
        }
        edges.add(index, to);
      }
    }
    layer = next;
  }
  const stuck = edges.firstCutOff(done, indexes.size);
  const found = { states: indexes.size, depth: depth - 1 };
  if (stuck === undefined) return found;
  return {
    ...found,
    fault: { ...wayTo(machine, { indexes, parents }, stuck), what: "from here on it can never be done" },
  };
}

/** The steps from the first state to the one with this index, found again from the parents alone. */
function wayTo<State, Step>(
  { first, stepsOf, apply, keyOf }: Machine<State, Step>,
  { indexes, parents }: { indexes: ReadonlyMap<string, number>; parents: readonly number[] },
  index: number,
): { steps: Step[]; last: State } {
  const way: number[] = [];
  for (let at = index; at > 0; at = parents[at] ?? 0) way.unshift(at);
  const steps: Step[] = [];
  let last = first;
  for (const next of way) {
    const step = stepsOf(last).find((each) => indexes.get(keyOf(apply(last, each))) === next);
    if (!step) throw new Error("keyOf is equal for states with different steps");
    steps.push(step);
    last = apply(last, step);
  }
  return { steps, last };
}
