import { Dropped } from "./control.ts";
import { agreed, stepAnswer } from "./kept-answer.ts";
import type { Log } from "./log.ts";
import type { Message, StepAnswer, TurnEvent } from "./message.ts";
import { type Clock, type Opening, type Store, Unavailable } from "./ports.ts";

const firstLook = 250;
const longestLook = 5000;
/** So many hops at most in one look: more ways than these are found at the next, when some have ended. */
const hopLimit = 10_000;

/** A turn that asks, as its open record has it. */
export type Asker = Pick<Opening, "callId" | "agent" | "message" | "events">;
type Ask = { callId: string; agent: string };
/** A turn with an open record of so many events. `clean`: it has taken one step, which is an ask that has no answer. */
type Turn = Omit<Asker, "events"> & { asks: Ask[]; clean: boolean; seen: number };
/** A turn of a circle and what it asked of the next one. */
type Hop = { turn: Turn; ask: Ask };
/** Turns of one root, each asked by the one before, in whose way another root is and which are in another's way. */
type Stretch = { turns: Turn[]; clean: boolean };

type Options = {
  store: Pick<Store, "holder" | "withdraw">;
  clock: Clock;
  /** Whether the partition is still owned: who takes it over looks by himself. */
  alive: () => boolean;
  /** Repeats a port call until its outcome is known. */
  known: <T>(attempt: () => Promise<T>) => Promise<T>;
  log: Log;
};

export interface CrossedWaits {
  /** The answer of a turn's ask, or how it ends when turns wait for each other in a circle. */
  ask(turn: () => Asker, message: Message, answer: Promise<StepAnswer>): Promise<StepAnswer>;
}

/**
 * Ends circles of turns that wait for each other. An ask without an answer for 250 ms, and again at doubling intervals up
 * to 5 s, follows the open turn records: what does its call wait for, whose turn is open there, what has that one asked?
 * Each hop is one script in the callee's partition, so it works across silos.
 *
 * Guarantee: every circle ends, by one of its turns at least, and no turn ends for a circle that is none. A hop is read
 * after the one before, and a call without an answer says that its asker still waits; so when a look comes back to its own
 * turn, whose ask still waits, all turns that it has seen wait at that moment. All looks at a circle choose alike: the
 * youngest root among those whose turns are clean. It has done nothing yet, so it begins anew, behind the one that it
 * blocked. Where there is none, the youngest is told `cycle`, with the path; its other steps stay done.
 * Failure window: a turn that is made a dead letter while it waits ends its circle by itself, and a look that saw it may
 * withdraw another for nothing, which is done again, or is told `cycle` late where it was not clean. A silo that dies in between leaves a withdrawn call, which the next
 * owner hears as the answer.
 */
export function createCrossedWaits({ store, clock, alive, known, log }: Options): CrossedWaits {
  async function circlesOf(own: Turn, ask: Ask, turn: Turn): Promise<Hop[][]> {
    const circles: Hop[][] = [];
    const holders = new Map<string, Promise<Turn | undefined>>([[ask.callId, Promise.resolve(turn)]]);
    const holderOf = (of: Ask) => {
      const before = holders.get(of.callId) ?? holderTurn(of);
      holders.set(of.callId, before);
      return before;
    };
    let hops = 0;
    const follow = async (path: Hop[], last: Ask): Promise<void> => {
      if (++hops > hopLimit) return;
      const next = await holderOf(last);
      if (next?.callId === own.callId) {
        // else it has gone on, here or at another owner
        if (next.seen === own.seen) circles.push(path);
      } else if (next && !path.some(({ turn }) => turn.callId === next.callId)) {
        for (const further of next.asks) await follow([...path, { turn: next, ask: further }], further);
      }
    };
    await follow([{ turn: own, ask }], ask);
    return circles;
  }

  async function holderTurn({ agent, callId }: Ask): Promise<Turn | undefined> {
    const holder = await store.holder(agent, callId);
    return holder.kind === "held" ? turnOf(holder.turn) : undefined;
  }

  /** What the ask ends with, if its turn is the one that has to give way. */
  async function look(turn: () => Asker, message: Message, waits: () => boolean): Promise<StepAnswer | undefined> {
    const { agent, callId } = message;
    const holder = await store.holder(agent, callId);
    if (holder.kind === "answered") return stepAnswer(agreed(holder.answer, message.hash));
    if (holder.kind === "free") return undefined;
    const own = turnOf(turn());
    const circles = await circlesOf(own, { agent, callId }, turnOf(holder.turn));
    const circle = circles.find((hops) => victimOf(hops).turns.at(-1) === own);
    if (!circle || !waits() || turn().events.length !== own.seen) return undefined;
    return giveWay(circle, message);
  }

  async function giveWay(circle: Hop[], message: Message): Promise<StepAnswer | undefined> {
    const { clean, turns } = victimOf(circle);
    const above = clean ? turns.length - 1 : 0;
    const { kind } = await known(() => store.withdraw(message, above));
    if (kind !== "withdrawn") return undefined;
    const path = [...circle, ...circle.slice(0, 1)].map(({ turn }) => turn.agent).join(" → ");
    const outcome = clean ? "it begins anew, behind the one that it blocked" : "it is told so as a fault";
    log("warn", `turns waited for each other; the youngest gives way: ${outcome}`, { circle: path });
    if (clean) return { kind: "withdrawn", above };
    return { kind: "fault", code: "cycle", message: `${path}: each waits for the next` };
  }

  return {
    ask(turn, message, answer) {
      const { promise, resolve, reject } = Promise.withResolvers<StepAnswer>();
      let waits = true;
      let cancel = () => {};
      const end = (then: () => void) => {
        waits = false;
        cancel();
        then();
      };
      const lookAfter = (delay: number) => {
        cancel = clock.after(delay, () => void lookNow(delay));
      };
      const lookNow = async (delay: number) => {
        if (!alive()) return;
        try {
          const ended = await look(turn, message, () => waits);
          if (ended) end(() => resolve(ended));
        } catch (error) {
          if (error instanceof Dropped) return;
          if (!(error instanceof Unavailable)) log("error", "an open ask could not be looked at", { error });
        }
        if (waits) lookAfter(Math.min(delay * 2, longestLook));
      };
      answer.then(
        (value) => end(() => resolve(value)),
        (error: unknown) => end(() => reject(error)),
      );
      lookAfter(firstLook);
      return promise;
    },
  };
}

function turnOf({ callId, agent, message, events }: Asker): Turn {
  const answered = new Set(events.flatMap((event) => (event.kind === "answer" ? [event.n] : [])));
  const steps = events.filter((event) => event.kind === "step");
  const asks = steps.filter(({ n, step }) => step === "ask" && !answered.has(n)).map(askOf);
  return { callId, agent, message, asks, clean: steps.length === 1 && asks.length === 1, seen: events.length };
}

const askOf = ({ id, to }: Extract<TurnEvent, { kind: "step" }>): Ask => ({ callId: id, agent: to });

/** Where the circle has to be broken: the last turn of the stretch gives way, and those above it. */
function victimOf(circle: Hop[]): Stretch {
  const stretches = stretchesOf(circle);
  const clean = stretches.filter((stretch) => stretch.clean);
  const [youngest] = (clean.length > 0 ? clean : stretches).sort(byAge);
  if (!youngest) throw new Error("a circle of calls, none of which waits for another root's turn");
  return youngest;
}

function stretchesOf(circle: Hop[]): Stretch[] {
  const waitsBehind = ({ ask }: Hop, next: Hop | undefined) => ask.callId !== next?.turn.callId;
  const ends = circle.flatMap((hop, i) => (waitsBehind(hop, circle[(i + 1) % circle.length]) ? [i] : []));
  return ends.map((end, i) => {
    const before = ends.at(i - 1) ?? end;
    const length = (end - before + circle.length) % circle.length || circle.length;
    const turns = Array.from({ length }, (_, n) => circle.at((end - length + 1 + n) % circle.length)?.turn);
    const all = turns.filter((turn) => turn !== undefined);
    return { turns: all, clean: all.every((turn) => turn.clean) };
  });
}

/** The youngest first; one root may be on a circle twice. */
function byAge({ turns: [a] }: Stretch, { turns: [b] }: Stretch): number {
  if (!a || !b) return 0;
  const names = (turn: Turn) => `${turn.message.rootId} ${turn.callId}`;
  return b.message.since - a.message.since || (names(a) < names(b) ? 1 : -1);
}
