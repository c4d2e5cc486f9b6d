import type { Message } from "./message.ts";
import { partitionOf } from "./partition.ts";
import type { DeadLetter, LineName, Ports, TakenBack } from "./ports.ts";
import { eventsOf } from "./resent-message.ts";

export type LetterName = Pick<Message, "agent" | "callId">;

/** Where letters are, and where a message of theirs goes. */
export type LettersAt = Pick<Ports, "store" | "clock" | "partitions"> & { lineOf: (agent: string) => LineName };
/** How a turn that runs again asks for what had become a dead letter: under a new call id or under the same. */
type Asking = "anew" | "again" | "too_old";

/**
 * Takes a dead letter back, with what has become of its own asks that are letters too.
 *
 * Guarantee: whichever letters of a chain of asks are replayed, and in whatever order, nothing takes effect twice. A turn
 * that runs again asks anew for what became a letter: that letter is discarded before, so nobody can replay it as well.
 * Where somebody has done so already, the ask keeps its call id and gets that call's answer; when that may be forgotten,
 * the turn is `too_old`.
 * Failure window: when it ends in between, asks are discarded and the letter is still there: replay it again. Two others who
 * replay one ask twice while this looks at it may hide that from it.
 *
 * @example await replayLetter({ store, clock, partitions, lineOf }, { agent: "cart/u1", callId });
 */
export function replayLetter(options: LettersAt, name: LetterName): Promise<TakenBack> {
  const { store, clock, partitions, lineOf } = options;
  const partitionOfAgent = ({ agent }: LetterName) => partitionOf(agent, partitions);
  const letterOf = (of: LetterName) => store.deadLetter(partitionOfAgent(of), of.callId);
  return replay(name);

  async function replay(of: LetterName): Promise<TakenBack> {
    const letter = await letterOf(of);
    if (!letter) return false;
    const again: string[] = [];
    for (const ask of deadAsks(letter)) {
      const asking = await askingFor(ask);
      if (asking === "too_old") return asking;
      if (asking === "again") again.push(ask.callId);
    }
    return store.replay(partitionOfAgent(of), of.callId, lineOf(of.agent), clock.now(), again);
  }

  async function askingFor(ask: LetterName): Promise<Asking> {
    for (;;) {
      const letter = await letterOf(ask);
      if (letter) {
        const taken = await takeAway(ask, letter);
        if (taken) return taken;
        continue;
      }
      const [kept] = await store.answers(partitionOfAgent(ask), [ask.callId]);
      if (kept?.answer.kind !== "dead_lettered") return "again";
      // it was discarded, unless it has just become a letter once more
      if (!(await letterOf(ask))) return "anew";
    }
  }

  /** Undefined where somebody else was faster. */
  async function takeAway(ask: LetterName, letter: DeadLetter): Promise<Asking | undefined> {
    const own = await Promise.all(deadAsks(letter).map(askingFor));
    if (own.includes("too_old")) return "too_old";
    // asked anew, it would ask anew for what is done already
    if (own.includes("again")) {
      const replayed = await replay(ask);
      return replayed === "too_old" ? replayed : replayed ? "again" : undefined;
    }
    return (await store.discard(partitionOfAgent(ask), ask.callId)) ? "anew" : undefined;
  }
}

/** What the letter's turn had asked for and became a letter as well. */
function deadAsks(letter: DeadLetter): LetterName[] {
  const events = eventsOf(letter);
  const dead = new Set(
    events.flatMap((event) => (event.kind === "answer" && event.answer.kind === "dead_lettered" ? [event.n] : [])),
  );
  return events.flatMap((event) =>
    event.kind === "step" && event.step === "ask" && dead.has(event.n) ? [{ agent: event.to, callId: event.id }] : [],
  );
}
