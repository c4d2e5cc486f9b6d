import { Dropped } from "./control.ts";
import { splitName } from "./ids.ts";
import { agreed } from "./kept-answer.ts";
import type { Delivery } from "./mailbox.ts";
import type { Message, TurnEvent } from "./message.ts";
import type { Clock, Fence, OpenTurn, Store } from "./ports.ts";
import type { Releases } from "./release.ts";
import type { Workplace } from "./workplace.ts";

/** Of one owned partition: messages and open turns of agent types that this release does not have. */
export interface Strangers {
  /** It waits for code that lives and has its type; without such code it is a dead letter. */
  deliver(delivery: Delivery): void;
  /** All open turns of such types, as they were found last. */
  found(turns: readonly OpenTurn[]): void;
  /** Looks whether those that wait still have somebody to wait for. */
  lookAgain(): void;
  /** What has waited here for longer becomes a dead letter: it would keep all answers of its time. */
  endOver(ms: number): void;
  /** The least `since` of what waits. */
  readonly oldest: number;
}

type Options = {
  fence: Fence;
  store: Pick<Store, "bury">;
  clock: Clock;
  releases: Releases;
  known: Workplace["known"];
  whileOwned(work: () => Promise<void>): Promise<void>;
  handToNewer(): void;
};

export function createStrangers({ fence, store, clock, releases, known, whileOwned, handToNewer }: Options): Strangers {
  /** With the monotonic times since when they wait. */
  const waiting = new Map<Delivery, number>();
  let turns = new Map<string, { turn: OpenTurn; from: number }>();

  /** Whether living code has the type; where that is newer, it is given the partition. */
  function others(agent: string): boolean {
    const { type } = splitName(agent);
    const newer = releases.newerRuns({ type });
    if (newer) handToNewer();
    return newer || releases.othersRun({ type });
  }

  function deliver(delivery: Delivery): void {
    const { message, waiter, job } = delivery;
    if (!others(message.agent)) {
      waiting.delete(delivery);
      return void whileOwned(() => bury(delivery, []));
    }
    // a direct call comes again through the queue, and is then found in its job by whoever has the type
    if (waiter && "tell" in waiter) waiter.tell("dropped");
    if (job && !waiting.has(delivery)) waiting.set(delivery, clock.monotonic());
  }

  async function bury({ message, job, waiter }: Delivery, events: TurnEvent[]): Promise<void> {
    const error = `this release has no agent ${message.agent}`;
    const letter = { message, error, reason: "unknown_agent", at: clock.now(), events };
    const buried = await known(() => store.bury(fence, letter, []));
    if (buried.kind === "not_owner") throw new Dropped("the epoch is over");
    job?.();
    // Another process finds the kept answer by itself.
    if (waiter && "tell" in waiter) {
      waiter.tell(buried.kind === "buried" ? { kind: "dead_lettered", error } : agreed(buried.answer, message.hash));
    }
  }

  return {
    deliver,
    found(open) {
      const now = clock.monotonic();
      turns = new Map(open.map((turn) => [turn.callId, { turn, from: turns.get(turn.callId)?.from ?? now }]));
      for (const { agent } of open) others(agent);
    },
    lookAgain() {
      for (const delivery of [...waiting.keys()]) deliver(delivery);
    },
    endOver(ms) {
      const isOver = (from: number) => clock.monotonic() - from > ms;
      for (const [delivery, from] of waiting) {
        if (!isOver(from)) continue;
        waiting.delete(delivery);
        void whileOwned(() => bury(delivery, []));
      }
      for (const { turn, from } of turns.values()) {
        if (!isOver(from)) continue;
        turns.delete(turn.callId);
        void whileOwned(() => bury({ message: turn.message }, [...turn.events]));
      }
    },
    get oldest() {
      const messages: Message[] = [...waiting.keys()].map(({ message }) => message);
      return Math.min(
        ...messages.map(({ since }) => since),
        ...[...turns.values()].map(({ turn }) => turn.message.since),
      );
    },
  };
}
