import type { Freshness, Kind, LastSeen } from "./freshness.ts";
import type { Json } from "./message.ts";

/** What an answer rests on, beside the state of the agent that gave it. */
export type Basis = {
  /** It was given for this time and is the same before `until`. */
  from: number;
  until: number;
  /** The last changes of all kinds of agents that were asked for it, by partition. */
  seen: readonly LastSeen[];
};

export type Remembered = { value: Json | undefined; basis: Basis };

/** An answer, the basis on which it may be given again where there is one, and the look at the state that gave it. */
export type Answered = {
  value: Json | undefined;
  basis: Basis | undefined;
  look: { kind: Kind; change: string | undefined } | undefined;
};

/** The answers of one copy of a state, by method and input; as few as a page asks for. */
export interface Answers {
  readonly bytes: number;
  get(question: string): Remembered | undefined;
  set(question: string, answer: Remembered): void;
}

const mostAnswers = 4;

export function createAnswers(): Answers {
  const known = new Map<string, Remembered & { bytes: number }>();
  let bytes = 0;
  const forget = (question: string) => {
    bytes -= known.get(question)?.bytes ?? 0;
    known.delete(question);
  };
  return {
    get bytes() {
      return bytes;
    },
    get: (question) => known.get(question),
    set(question, answer) {
      forget(question);
      // a door keeps the text that it has made of an answer as long as the answer
      const size = question.length + 2 * (JSON.stringify(answer.value)?.length ?? 0);
      known.set(question, { ...answer, bytes: size });
      bytes += size;
      const [oldest] = known.keys();
      if (known.size > mostAnswers && oldest !== undefined) forget(oldest);
    },
  };
}

/** What a query that is being answered has asked so far. */
export interface Rests {
  onTime(): void;
  holdsUntil(at: Date | null): void;
  /** It has used the answer of another agent. */
  on(answered: Answered): void;
  /** It has used what nobody can tell the change of: the directory, something outside, a fault. */
  onWhatNobodyKnows(): void;
  /** Undefined when the answer cannot be known to hold. */
  basis(): Basis | undefined;
}

export function restsAt(time: number): Rests {
  let isTimed = false;
  let until: number | undefined;
  let nested = Number.POSITIVE_INFINITY;
  let isKnown = true;
  const kinds = new Map<Kind, string>();
  const onKind = (kind: Kind, change: string | undefined) => {
    // two agents of a kind, with a commit between: the earlier one may have changed since
    if (change === undefined || (kinds.get(kind) ?? change) !== change) isKnown = false;
    else kinds.set(kind, change);
  };
  return {
    onTime() {
      isTimed = true;
    },
    holdsUntil(at) {
      until = Math.min(until ?? Number.POSITIVE_INFINITY, at?.getTime() ?? Number.POSITIVE_INFINITY);
    },
    on({ basis, look }) {
      if (!basis) isKnown = false;
      else nested = Math.min(nested, basis.until);
      for (const { changes } of basis?.seen ?? []) for (const [kind, change] of changes) onKind(kind, change);
      if (look) onKind(look.kind, look.change);
    },
    onWhatNobodyKnows() {
      isKnown = false;
    },
    basis: () =>
      isKnown && (!isTimed || until !== undefined)
        ? { from: time, until: Math.min(nested, until ?? Number.POSITIVE_INFINITY), seen: byPartition(kinds) }
        : undefined,
  };
}

const byPartition = (kinds: ReadonlyMap<Kind, string>): LastSeen[] =>
  Array.from(
    Map.groupBy(kinds, ([{ partition }]) => partition),
    ([partition, changes]) => ({ partition, types: changes.map(([{ type }]) => type), changes: new Map(changes) }),
  );

/** Whether nothing that the answer rests on has changed; no promise where the time of the question alone says no. */
export function stillHolds({ from, until, seen }: Basis, time: number, freshness: Freshness): Promise<boolean> | false {
  return time >= from && time < until && freshness.areUnchanged(seen);
}
