import type { Rules } from "./rules.ts";

// Calls are letters, and lists of calls are strings of them. x runs an effect and asks n, with a turn record; y and z are
// plain; all three are commands to agent a. n is x's nested command to agent b.

export type AgentName = "a" | "b";

/**
 * The events of x's record: 1 the effect is named, 2 its value, 3 the ask, 4 the ask's answer.
 * `asks` is the input of the ask: the state under x's turn and the effect's value, so that a repeat on another state or
 * with another value is seen.
 */
export type Events = { count: number; value: number; asks: string };

/** What a partition holds in the store, as far as the model goes. A state is the list of the calls applied to it. */
export type Store = {
  epoch: number;
  /** The index of the silo that owns it; -1: of a dead one, or nobody. What a dead one sent may still arrive. */
  owner: number;
  a: string;
  b: string;
  /** Calls with an answer. */
  answered: string;
  /** The input under which `n` was answered. */
  answeredInput: string;
  record: Events | undefined;
};

export type Opening = { kind: "open"; agent: "a"; epoch: number; seen: string };
/** Writes the events from the index `from` on. */
export type Extension = { kind: "extend"; agent: "a"; epoch: number; from: number; events: Events };
/** `seen` is the state under the first turn; `input` belongs to `n` and `asks` to `x`. */
export type Commit = {
  kind: "commit";
  agent: AgentName;
  epoch: number;
  seen: string;
  calls: string;
  input: string;
  asks: string;
};
/** Makes x a dead letter: its repeat did something else than its record says. */
export type Burial = { kind: "bury"; agent: "a"; epoch: number; why: string };
export type Request = Opening | Extension | Commit | Burial;

export type Reply =
  | { kind: "open" | "written" | "closed" | "committed" | "buried" | "not_owner" | "conflict" }
  | { kind: "answered"; calls: string }
  | { kind: "blocked"; record: Events };

/** `wrong` is a promise that is broken by what was written. */
export type Executed = { store: Store; reply: Reply; wrong?: string };

/** One script: its checks in their order, then its writes. */
export function execute(store: Store, request: Request, rules: Rules): Executed {
  if (request.kind === "open") return open(store, request, rules);
  if (request.kind === "extend") return extend(store, request, rules);
  return request.kind === "bury" ? bury(store, request, rules) : commit(store, request, rules);
}

const owns = (store: Store, epoch: number, rules: Rules) => !rules.epoch || store.epoch === epoch;

function open(store: Store, { epoch, seen }: Opening, rules: Rules): Executed {
  if (rules.answerBeforeRecord && store.answered.includes("x"))
    return { store, reply: { kind: "answered", calls: "x" } };
  if (!owns(store, epoch, rules)) return { store, reply: { kind: "not_owner" } };
  // The first event is always the same, so an open record is never another one than this.
  if (store.record) return { store, reply: { kind: "open" } };
  if (rules.version && seen.length !== store.a.length) return { store, reply: { kind: "conflict" } };
  const wrong = store.answered.includes("x") ? "a record is open of a call that has its answer" : undefined;
  return {
    store: { ...store, record: { count: 1, value: 0, asks: "" } },
    reply: { kind: "open" },
    ...(wrong && { wrong }),
  };
}

function extend(store: Store, { epoch, from, events }: Extension, rules: Rules): Executed {
  if (!owns(store, epoch, rules)) return { store, reply: { kind: "not_owner" } };
  const { record } = store;
  if (!record) return { store, reply: { kind: "closed" } };
  if (from > record.count) return { store, reply: { kind: "closed" }, wrong: "a record has a gap" };
  const written = {
    count: Math.max(record.count, events.count),
    value: from <= 1 && events.count > 1 ? events.value : record.value,
    asks: from <= 2 && events.count > 2 ? events.asks : record.asks,
  };
  return { store: { ...store, record: written }, reply: { kind: "written" } };
}

/** No turn of the model throws, so a dead letter is always a fault. */
function bury(store: Store, { epoch, why }: Burial, rules: Rules): Executed {
  if (rules.burial) {
    if (store.answered.includes("x")) return { store, reply: { kind: "answered", calls: "x" } };
    if (!owns(store, epoch, rules)) return { store, reply: { kind: "not_owner" } };
  }
  const after = { ...store, record: undefined, answered: sorted(`${store.answered}x`) };
  return { store: after, reply: { kind: "buried" }, wrong: `x is a dead letter: ${why}` };
}

function commit(store: Store, request: Commit, rules: Rules): Executed {
  const { agent, epoch, seen, calls } = request;
  const looked = rules.answersOfTheGroup ? calls : calls.slice(0, 1);
  const answered = [...looked].filter((call) => store.answered.includes(call)).join("");
  if (answered) return { store, reply: { kind: "answered", calls: answered } };
  if (!owns(store, epoch, rules)) return { store, reply: { kind: "not_owner" } };
  const closes = calls.includes("x");
  if (rules.foreignRecord && agent === "a" && store.record && !closes) {
    return { store, reply: { kind: "blocked", record: store.record } };
  }
  const before = store[agent];
  if (rules.version && seen.length !== before.length) return { store, reply: { kind: "conflict" } };
  const after: Store = { ...store, [agent]: before + calls, answered: sorted(store.answered + calls) };
  if (closes) after.record = undefined;
  if (calls.includes("n")) after.answeredInput = request.input;
  const wrong = brokenBy(before, request, after);
  return { store: after, reply: { kind: "committed" }, ...(wrong && { wrong }) };
}

function brokenBy(before: string, { seen, calls, asks }: Commit, after: Store): string | undefined {
  const all = before + calls;
  const twice = [...calls].find((call) => all.indexOf(call) !== all.lastIndexOf(call));
  if (twice) return `${twice} is applied twice`;
  if (seen !== before) return `${calls[0]} ran on the state "${seen}" and is applied to "${before}"`;
  if (calls.includes("x") && after.answeredInput !== asks)
    return `x is applied as if it had asked n(${asks}), and n(${after.answeredInput}) is what was applied`;
  return undefined;
}

export const sorted = (calls: string) => [...calls].sort().join("");
