import type { Rules } from "./rules.ts";
import type { AgentName, Events, Request, Store } from "./store.ts";

/** What a process holds in memory. Its death empties it. */
export type Silo = {
  /** 0: it owns nothing, as far as it knows. */
  epoch: number;
  /** Its takeover is through. */
  fetching: boolean;
  /** Unfinished messages, sorted: the model runs them in any order, so no promise rests on the mailbox's order. */
  box: string;
  /** The input of the `n` in the box. */
  input: string;
  /** The committed state of agent a that it has loaded. Agent b is loaded right before its turn. */
  state: string | undefined;
  /** x's turn is under way: nothing else of agent a runs. */
  running: boolean;
  /** x's record as this silo knows it. */
  record: Events | undefined;
  /** Why x cannot go on. */
  fault: string | undefined;
  /** A request whose outcome is unknown: it comes again before anything else of its agent. */
  unknown: Request | undefined;
};

export type World = {
  store: Store;
  silos: readonly [Silo, Silo];
  /** The doors' queue in its order, and what was fetched from it and not finished, sorted. */
  waiting: string;
  started: string;
  /** The input of the `n` in the nested queue, and of the one that was fetched from it; "" for none. */
  asked: string;
  askedStarted: string;
  /** A copy of a request that is still on its way. */
  late: Request | undefined;
  /** How often x's effect has run: each time it has another value. */
  effects: number;
  repeatsLeft: number;
  lossesLeft: number;
  /** A broken promise. */
  wrong: string | undefined;
};

/** `epochs`, `repeats` and `losses` bound the search. A direct ask goes into a mailbox of the silo itself, with no job. */
export type Settings = { rules: Rules; epochs: number; repeats: number; losses: number; asks: "direct" | "queued" };

export const emptySilo: Silo = {
  epoch: 0,
  fetching: false,
  box: "",
  input: "",
  state: undefined,
  running: false,
  record: undefined,
  fault: undefined,
  unknown: undefined,
};

/** Three commands are accepted, and nobody owns their partition. */
export function firstWorld({ repeats, losses }: Settings): World {
  return {
    store: { epoch: 0, owner: -1, a: "", b: "", answered: "", answeredInput: "", record: undefined },
    silos: [emptySilo, emptySilo],
    waiting: "xyz",
    started: "",
    asked: "",
    askedStarted: "",
    late: undefined,
    effects: 0,
    repeatsLeft: repeats,
    lossesLeft: losses,
    wrong: undefined,
  };
}

export const agentOf = (call: string): AgentName => (call === "n" ? "b" : "a");

/** Every accepted command has its answer, and nothing is left to do. */
export const isDone = ({ store, waiting, started, asked, askedStarted }: World): boolean =>
  ["x", "y", "z"].every((call) => store.answered.includes(call)) &&
  store.record === undefined &&
  waiting + started + asked + askedStarted === "";

/**
 * Equal for worlds that differ only in
 * - which silo is called which;
 * - the memory of a silo that was replaced: where the epoch refuses whatever it writes, all that it can still do is fetch,
 *   and ask what its record says;
 * - a late copy that is refused for good.
 */
export function keyOf(world: World, { rules }: Settings): string {
  const { store, waiting, started, asked, askedStarted, late, effects, repeatsLeft, lossesLeft } = world;
  const { epoch, a, b, answered, answeredInput, record } = store;
  const [one, two] = world.silos.map((silo, i) =>
    siloKey(silo, store.owner === i, rules.epoch && rules.burial && silo.epoch !== epoch),
  ) as [string, string];
  const silos = one < two ? `${one}|${two}` : `${two}|${one}`;
  const queues = `${waiting}|${started}|${asked}|${askedStarted}`;
  return `${epoch}|${a}|${b}|${answered}|${answeredInput}|${eventsKey(record)}|${queues}|${isSpent(world, rules) ? "" : requestKey(late)}|${effects}${repeatsLeft}${lossesLeft}|${silos}`;
}

/** Epochs and versions only grow, and an answer stays. */
function isSpent({ late, store }: World, rules: Rules): boolean {
  if (!late) return true;
  if (rules.epoch && late.epoch !== store.epoch) return true;
  if (late.kind === "commit") return rules.version && late.seen.length !== store[late.agent].length;
  return rules.answerBeforeRecord && store.answered.includes("x");
}

const eventsKey = (events: Events | undefined) => (events ? `${events.count}.${events.value}.${events.asks}` : "");

function siloKey(silo: Silo, owns: boolean, isReplaced: boolean): string {
  if (silo === emptySilo) return owns ? "o" : "";
  const { epoch, fetching, box, input, state, running, record, fault = "", unknown } = silo;
  if (isReplaced)
    return `-${fetching ? "f" : ""}${running && record?.count === 3 && !unknown && !fault ? record.asks : ""}`;
  return `${owns ? "o" : ""}${epoch}${fetching ? "f" : ""}${box}${input},${state ?? "-"},${running ? "r" : ""}${eventsKey(record)}${fault},${requestKey(unknown)}`;
}

function requestKey(request: Request | undefined): string {
  if (!request) return "";
  const { kind, epoch } = request;
  if (kind === "open") return `o${epoch}${request.seen}`;
  if (kind === "bury") return `b${epoch}`;
  if (kind === "extend") return `e${epoch}${eventsKey(request.events)}`;
  return `c${request.agent}${epoch}.${request.seen}.${request.calls}.${request.input}.${request.asks}`;
}
