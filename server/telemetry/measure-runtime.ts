import type { Depths, Observer, Watch } from "#runtime/observer.ts";
import type { createMethodLabels, MethodLabels } from "./method-labels.ts";
import type { RuntimeInstruments } from "./runtime-instruments.ts";

type Measuring = {
  instruments: RuntimeInstruments;
  labelsOf: ReturnType<typeof createMethodLabels>;
  /** Milliseconds that never go back. */
  monotonic: () => number;
  /** Milliseconds since 1970, of the clock by which messages are stamped. */
  now: () => number;
};

/** Counts and times what a runtime tells of itself. */
export function measureRuntime({ instruments, labelsOf, monotonic, now }: Measuring): Observer {
  const since = (begun: number) => (monotonic() - begun) / 1_000;
  const own = new Map<number, Depths>();

  const timed = (histogram: RuntimeInstruments["commands"], { agent, method }: MethodLabels): Watch => {
    const begun = monotonic();
    return { end: (outcome) => histogram.observe(since(begun), agent, method, outcome) };
  };

  return {
    command: ({ agent, method }) => timed(instruments.commands, labelsOf(agent, method)),
    accept() {
      const begun = monotonic();
      return { end: () => instruments.accepts.observe(since(begun)) };
    },
    ask: ({ agent, method }) => timed(instruments.asks, labelsOf(agent, method)),
    query: ({ agent, method }) => timed(instruments.queries, labelsOf(agent, method)),
    effect: (_step, { agent, method }) => timed(instruments.effects, labelsOf(agent, method)),
    turn(message, attempt) {
      const labels = labelsOf(message.agent, message.method);
      const begun = monotonic();
      let runs = true;
      instruments.running.inc();
      if (attempt > 0) instruments.retries.inc(labels);
      else if (message.chain.length === 0) {
        // the clocks of two processes may differ by a little
        instruments.waits.observe(Math.max(0, now() - message.stamp) / 1_000, labels.agent);
      }
      const ran = (outcome: string) => {
        if (!runs) return;
        runs = false;
        instruments.running.dec();
        instruments.turns.observe(since(begun), labels.agent, labels.method, outcome);
      };
      return { ran, end: ran };
    },
    commit(turns) {
      const begun = monotonic();
      instruments.groups.observe(turns.length);
      return { end: (outcome) => instruments.commits.observe(since(begun), outcome) };
    },
    read: (_agent, result) => instruments.reads.inc({ result }),
    envelope: ({ kind }, messages) => instruments.envelopes.observe(messages, kind),
    deadLetter: ({ agent, method }, reason) =>
      instruments.letters.inc({ agent: labelsOf(agent, method).agent, reason }),
    refused: (operation) => instruments.refused.inc({ operation }),
    tookOver: (_fence, handedBack) => instruments.takeovers.inc({ handed_back: handedBack ? "yes" : "no" }),
    depths(partition, depths) {
      own.set(partition, depths);
      instruments.owned.set(own.size);
      const at = { partition };
      for (const { line, messages } of depths.queued) {
        instruments.queued.set({ ...at, lane: line.lane, kind: line.kind }, messages);
      }
      instruments.mailboxes.set(at, depths.inMailboxes);
      instruments.longest.set(at, depths.longestMailbox);
      instruments.outbox.set(at, depths.outbox);
      instruments.feed.set(at, depths.feed);
      instruments.open.set(at, depths.openTurns);
      instruments.oldest.set(at, depths.oldestTurnMs / 1_000);
    },
    left(partition) {
      const at = { partition };
      for (const { line } of own.get(partition)?.queued ?? []) {
        instruments.queued.remove({ ...at, lane: line.lane, kind: line.kind });
      }
      for (const name of ["mailboxes", "longest", "outbox", "feed", "open", "oldest"] as const) {
        instruments[name].remove(at);
      }
      own.delete(partition);
      instruments.owned.set(own.size);
    },
  };
}
