import type { CommitBell } from "./commit-bell.ts";
import { Dropped } from "./control.ts";
import { createCrossedWaits } from "./crossed-waits.ts";
import type { Log } from "./log.ts";
import type { Answer, Message, Refused, ReplyBody, StepAnswer } from "./message.ts";
import type { Observer } from "./observer.ts";
import type { Pending } from "./pending.ts";
import type { Fence, LineName, Ports } from "./ports.ts";
import type { Pressure } from "./pressure.ts";
import type { Quarantine } from "./quarantine.ts";
import type { Queries } from "./queries.ts";
import type { Need, Releases } from "./release.ts";
import type { Replicas } from "./replica.ts";
import type { Residents } from "./residents.ts";
import type { Rewound } from "./rewound.ts";
import type { Sender } from "./sender.ts";
import type { AgentType } from "./types.ts";
import { watched } from "./watching.ts";
import type { Failpoint, Workplace } from "./workplace.ts";

/** What the partitions of one silo share. */
export interface SiloParts {
  ports: Ports;
  types: ReadonlyMap<string, AgentType>;
  lanes: readonly string[];
  /** The room for its activations. */
  residents: Residents;
  replicas: Replicas;
  queries: Queries;
  sender: Sender;
  pending: Pending;
  pressure: Pressure;
  bell: Pick<CommitBell, "ring">;
  quarantine: Quarantine;
  rewound: Pick<Rewound, "notice">;
  observer: Observer | undefined;
  log: Log;
  random: () => number;
  failpoint: (point: Failpoint, agent: string) => Promise<void> | void;
  lineOf: (agent: string) => LineName;
  /** Whether this silo's own lease on a partition still runs, on its own monotonic clock. */
  leaseHolds: (partition: number) => boolean;
  releases: Releases;
  /** Hands a partition to silos of a newer release. */
  handToNewer: (partition: number) => void;
  /** Carries a nested command to its agent, here or elsewhere, and waits for its answer. */
  ask: (message: Message) => Promise<StepAnswer>;
}

type Ownership = {
  fence: Fence;
  known: Workplace["known"];
  signal: AbortSignal;
  giveUp: (error: unknown) => void;
  needsNewer: (need: Need) => void;
  onOutbox: () => void;
  /** The suspects that run alone now. */
  marked: Set<string>;
  effects: { underWay: number };
};

/** The workplace of one owned partition's agents. */
export function workplaceOf(
  parts: SiloParts,
  { fence, known, signal, giveUp, needsNewer, onOutbox, marked, effects }: Ownership,
): Workplace {
  const { ports, pending, log, queries, observer } = parts;
  const { store, bus, clock } = ports;
  const isLocal = (channel: string) => channel === pending.channel;
  const crossedWaits = createCrossedWaits({ store, clock, alive: () => !signal.aborted, known, log });

  async function tellReply(channel: string, { agent, callId, hash }: Message, answer: Answer | Refused): Promise<void> {
    const reply: ReplyBody = { callId, hash, answer };
    if (!isLocal(channel)) {
      // A hint only: whoever waits also looks for the kept answer.
      return bus.publish(channel, JSON.stringify([reply])).catch(() => {});
    }
    await parts.failpoint("before-reply", agent);
    pending.settle(reply);
  }

  return {
    fence,
    store,
    clock,
    replicas: parts.replicas,
    quarantine: parts.quarantine,
    observer,
    log,
    random: parts.random,
    known,
    giveUp,
    othersRun: parts.releases.othersRun,
    needsNewer,
    onOutbox,
    onCommit: () => parts.bell.ring(fence.partition),
    failpoint: parts.failpoint,
    check() {
      if (signal.aborted) throw new Dropped("the partition was given up");
    },
    async mark(callId) {
      const marks = await known(() => store.mark(fence, callId));
      if (typeof marks !== "number") throw new Dropped("the epoch is over");
      marked.add(callId);
      return marks;
    },
    async unmark(callId) {
      await known(() => store.unmark(fence, callId));
      marked.delete(callId);
    },
    isLocal,
    reply: (channel, message, answer) => void tellReply(channel, message, answer),
    world: {
      query: (call) => known(() => queries.run(call)),
      ask: (message, turn) => crossedWaits.ask(turn, message, parts.ask(message)),
      lineOf: parts.lineOf,
      now: () => clock.now(),
      settle: () => clock.settle(),
      async effect(run, { step, message, trace }) {
        effects.underWay++;
        try {
          // the author's promise may be one that begins when it is first awaited: once only
          const running = Promise.resolve().then(run);
          if (observer) return await watched(observer.effect(step, message, trace), running, () => "ok");
          return await running;
        } finally {
          effects.underWay--;
        }
      },
      signal,
      log,
    },
  };
}
