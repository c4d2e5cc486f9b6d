import { ChurningMap } from "./churning-map.ts";
import { agreed } from "./kept-answer.ts";
import type { Answer, Refused, ReplyBody } from "./message.ts";
import { partitionOf } from "./partition.ts";
import type { Bus, Clock, Store } from "./ports.ts";

/** The callers of this process that wait for answers. */
export interface Pending {
  /** The channel to put into a message's `reply`. */
  readonly channel: string;
  /**
   * Waits for the answer of a call. What arrives on the channel is a hint: whoever has waited a second reads the kept
   * answer by call id, then again at doubling intervals, and all do so after the channel had a gap. What it gives back
   * forgets the call.
   */
  wait(call: {
    callId: string;
    agent: string;
    hash: string;
    answered: (answer: Answer | Refused) => void;
    /** Told when the kept answer was asked for and the store could not be reached. */
    away?: () => void;
  }): () => void;
  /** An answer that was given in this process. */
  settle(reply: ReplyBody): void;
  readonly size: number;
  start(): Promise<void>;
}

type Wait = {
  callId: string;
  agent: string;
  hash: string;
  away?: () => void;
  answered: (answer: Answer | Refused) => void;
  cancel: () => void;
};

const firstLook = 1000;
const longestLook = 30_000;

export function createPending(
  ports: { store: Pick<Store, "answers">; bus: Bus; clock: Clock; partitions: number },
  process: string,
): Pending {
  const { store, bus, clock, partitions } = ports;
  const channel = `reply:${process}`;
  /** By call id; seldom does more than one wait for a call. */
  const waits = new ChurningMap<string, Wait[]>();

  function settle({ callId, hash, answer }: ReplyBody): void {
    for (const wait of waits.get(callId) ?? []) if (wait.hash === hash) end(wait, answer);
  }

  function end(wait: Wait, answer: Answer | Refused): void {
    forget(wait);
    wait.answered(answer);
  }

  function forget(wait: Wait): void {
    wait.cancel();
    const others = (waits.get(wait.callId) ?? []).filter((other) => other !== wait);
    if (others.length === 0) waits.delete(wait.callId);
    else waits.set(wait.callId, others);
  }

  function lookLater(wait: Wait, delay: number): void {
    wait.cancel = clock.after(delay, () => {
      void look(wait).then(() => {
        if (waits.get(wait.callId)?.includes(wait)) lookLater(wait, Math.min(delay * 2, longestLook));
      });
    });
  }

  async function look(wait: Wait): Promise<void> {
    // A store that is away is asked again at the next interval.
    const kept = await store.answers(partitionOf(wait.agent, partitions), [wait.callId]).catch(() => {
      wait.away?.();
      return [];
    });
    const [answer] = kept;
    if (answer) end(wait, agreed(answer, wait.hash));
  }

  return {
    channel,
    settle,
    get size() {
      return waits.size;
    },
    wait(call) {
      const wait: Wait = { ...call, cancel: () => {} };
      waits.set(call.callId, [...(waits.get(call.callId) ?? []), wait]);
      lookLater(wait, firstLook);
      return () => forget(wait);
    },
    async start() {
      const onMessage = (body: string) => {
        for (const reply of JSON.parse(body) as ReplyBody[]) settle(reply);
      };
      const onGap = () => {
        for (const all of waits.values()) for (const wait of all) void look(wait);
      };
      await bus.subscribe(channel, onMessage, onGap);
    },
  };
}
