import { type Activation, createActivation } from "./activation.ts";
import { Dropped, NewerCode, pause, untilKnown } from "./control.ts";
import { createFetched } from "./fetched.ts";
import { fetchJobs } from "./fetcher.ts";
import { queryAnswer } from "./forward-query.ts";
import { createHeld } from "./held.ts";
import { splitName } from "./ids.ts";
import type { Delivery } from "./mailbox.ts";
import type { Depths, Observer } from "./observer.ts";
import { createRelay } from "./outbox.ts";
import { type Fence, type Intake, type Job, type LineName, Unavailable } from "./ports.ts";
import type { Load } from "./pressure.ts";
import type { Need } from "./release.ts";
import { relayedMessage } from "./resent-message.ts";
import { lineKey } from "./sender.ts";
import type { SiloParts } from "./silo-parts.ts";
import { workplaceOf } from "./silo-parts.ts";
import { createStrangers } from "./strangers.ts";
import { takeDueTicks } from "./ticker.ts";

/** A partition while this silo owns it. */
export interface OwnedPartition {
  readonly fence: Fence;
  /** Takes over what was under way, then fetches. Throws `Dropped` when the epoch is over by then. */
  start(): Promise<void>;
  /** A command for one of its agents, from a queue or straight from a turn of this silo. */
  deliver(delivery: Delivery): void;
  /** Stops fetching what doors send, then waits until nothing is under way; at most so many ms, more while an effect runs. */
  drain(limits: { turns: number; effects: number }): Promise<void>;
  /** Forgets everything at once, finishes nothing: somebody else owns it. */
  drop(): void;
  readonly dropped: boolean;
  /** Messages in mailboxes. */
  readonly underWay: number;
  load(): Promise<Load>;
  /**
   * The `since` of the oldest message that this partition held at any moment of the last 30 s. Undefined when it cannot
   * say, because it does not know yet what it held or what still waits to be fetched.
   */
  oldestHeld(): Promise<number | undefined>;
  /** Turns that have been running for longer become dead letters. */
  endTurnsOver(ms: number): void;
}

const hotFrom = 500;
/** A word says nothing of what was accepted later than this before it. */
const knownForMs = 10_000;

export function ownPartition(
  fence: Fence,
  parts: SiloParts,
  onDropped: () => void,
  handedBack = false,
): OwnedPartition {
  const { store, queues, clock } = parts.ports;
  const activations = new Map<string, Activation>();
  const tracked = new Set<string>();
  const marked = new Set<string>();
  const effects = { underWay: 0 };
  const held = createHeld(clock);
  /** The oldest of the open records, also of those that this release cannot run. */
  let oldestRecord = Number.POSITIVE_INFINITY;
  let openTurns = 0;
  /** Messages in a job of each line, lately: what waits there is counted in jobs. */
  const perJob = new Map<string, number>();
  const gone = new AbortController();
  let fetchingDoors = true;
  /** Monotonic time up to which everything that its queues had accepted has been taken. */
  let takenUpTo = Number.NEGATIVE_INFINITY;
  let dropped = false;
  const alive = () => !dropped;
  const known = <T>(attempt: () => Promise<T>) => untilKnown(clock, alive, attempt);

  const lines: LineName[] = parts.lanes.flatMap((lane) => [
    { partition: fence.partition, lane, kind: "nested" as const },
    { partition: fence.partition, lane, kind: "doors" as const },
  ]);
  const mayFetch = () => alive() && parts.leaseHolds(fence.partition);
  const fetched = createFetched(queues, lines, clock);
  const intakes = lines.map((line) => ({ line, intake: queues.intake(line, mayFetch) }));

  const relay = createRelay({
    fence,
    store,
    sender: parts.sender,
    clock,
    alive,
    holdBack: parts.pressure.isHigh,
    beforeRelay: (agent) => parts.failpoint("before-relay", agent),
    onError: (error) => parts.log("warn", "the outbox could not be carried on", { ...fence, error }),
  });

  const workplace = workplaceOf(parts, {
    fence,
    known,
    signal: gone.signal,
    giveUp,
    needsNewer,
    onOutbox: relay.nudge,
    marked,
    effects,
  });

  const handToNewer = () => parts.handToNewer(fence.partition);
  const { releases } = parts;
  const strangers = createStrangers({ fence, store, clock, releases, known, whileOwned, handToNewer });

  function needsNewer(need: Need): void {
    if (releases.newerRuns(need)) handToNewer();
  }

  function giveUp(error: unknown): void {
    if (dropped) return;
    if (!(error instanceof Dropped)) parts.log("error", "a partition is given up after a bug", { ...fence, error });
    drop();
  }

  function drop(): void {
    if (dropped) return;
    dropped = true;
    gone.abort(new Dropped("the partition was given up"));
    for (const activation of activations.values()) activation.drop();
    activations.clear();
    parts.observer?.left(fence.partition);
    for (const { intake } of intakes) intake.close().catch(() => {});
    onDropped();
  }

  function activationOf(agent: string): Activation | undefined {
    const before = activations.get(agent);
    if (before) return before;
    const type = parts.types.get(splitName(agent).type);
    if (!type?.durable) return undefined;
    // An agent without work stays for its next message while there is room.
    const resident = parts.residents.enter(() => void activations.delete(agent));
    const made = createActivation(agent, type, workplace, resident);
    activations.set(agent, made);
    return made;
  }

  function deliver(delivery: Delivery): void {
    const { message, job } = delivery;
    held.note(message.since);
    if (dropped) {
      if (delivery.waiter && "tell" in delivery.waiter) delivery.waiter.tell("dropped");
    } else if (message.query) {
      void answerQuery(delivery);
    } else if (message.at !== undefined && message.at > clock.now()) {
      void whileOwned(async () => {
        const parked = await known(() => store.park(fence, message));
        if (parked.kind === "not_owner") throw new Dropped("the epoch is over");
        job?.();
      });
    } else {
      const activation = activationOf(message.agent);
      if (activation) activation.deliver(delivery);
      else strangers.deliver(delivery);
    }
  }

  /** It is asked again where no answer comes, so its job is not needed any more. */
  async function answerQuery({ message, job }: Delivery): Promise<void> {
    const { agent, method, input, stamp, chain, reply } = message;
    job?.();
    if (reply === undefined) return;
    try {
      const value = await parts.queries.runHere({ agent, method, input, time: stamp }, chain);
      workplace.reply(reply, message, queryAnswer(value === undefined ? {} : { value }));
    } catch (error) {
      if (error instanceof NewerCode) needsNewer(error.need);
      else if (!(error instanceof Unavailable)) {
        workplace.reply(reply, message, queryAnswer({ threw: error instanceof Error ? error.message : String(error) }));
      }
    }
  }

  async function whileOwned(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      giveUp(error);
    }
  }

  /** A job is finished when each of its messages has an answer, an open turn record or a dead letter. */
  function take(line: LineName, intake: Intake, job: Job, again?: { suspect: boolean }): void {
    const key = `${lineKey(line)}#${job.id}`;
    if (tracked.has(key)) return;
    tracked.add(key);
    fetched.took(line, job.id);
    perJob.set(lineKey(line), ((perJob.get(lineKey(line)) ?? 1) + job.messages.length) / 2);
    let left = job.messages.length;
    const done = () => {
      left--;
      if (left > 0) return;
      void whileOwned(async () => {
        if (again) await known(() => store.forget(fence, [key]));
        await known(() => intake.finish(job.id));
        tracked.delete(key);
      });
    };
    if (left === 0) done();
    for (const message of job.messages) {
      deliver({
        message,
        job: once(done),
        lookUp: again !== undefined,
        suspect: again?.suspect ?? false,
        ...(message.reply && { waiter: { channel: message.reply } }),
      });
    }
  }

  async function takeOver({ counting, again }: { counting: boolean; again: boolean }): Promise<void> {
    const open = await known(() => store.openTurns(fence, counting));
    if ("kind" in open) throw new Dropped("the epoch is over");
    openTurns = open.length;
    oldestRecord = Math.min(...open.map(({ message }) => message.since));
    for (const turn of open) {
      const activation = activationOf(turn.agent);
      // a turn of this owner's may have ended while its record was on its way here
      const how = { suspect: turn.recoveries >= 2, lookUp: again };
      if (activation && !activation.has(turn.callId)) activation.resume(turn, how);
    }
    strangers.found(open.filter(({ agent }) => activationOf(agent) === undefined));
    for (const { line, intake } of intakes) {
      const jobs = (await known(() => intake.started())).filter(({ id }) => !tracked.has(`${lineKey(line)}#${id}`));
      const keys = jobs.map(({ id }) => `${lineKey(line)}#${id}`);
      const counts = counting && keys.length > 0 ? await known(() => store.recovered(fence, keys)) : [];
      if ("kind" in counts) throw new Dropped("the epoch is over");
      for (const [i, job] of jobs.entries()) take(line, intake, job, { suspect: (counts[i] ?? 0) >= 2 });
    }
  }

  /** What an owner must find again: jobs that a paused predecessor took last, records that it opened last. */
  function lookAgain(): void {
    clock.after(3000, () => {
      if (dropped) return;
      void whileOwned(async () => {
        // what others have fetched before is found by the look that follows
        const upTo = await fetched.upTo().catch(() => undefined);
        await takeOver({ counting: false, again: true });
        if (upTo !== undefined) takenUpTo = upTo;
        strangers.lookAgain();
      }).then(lookAgain);
    });
  }

  function wakeParked(delay: number): void {
    clock.after(delay, () => {
      if (dropped) return;
      void whileOwned(async () => {
        const woken = await known(() => store.wake(fence, clock.now(), parts.lineOf));
        if (woken.kind === "not_owner") throw new Dropped("the epoch is over");
        relay.nudge();
        wakeParked(woken.next === undefined ? 500 : Math.max(1, Math.min(500, woken.next - clock.now())));
      });
    });
  }

  function takeTicks(delay: number): void {
    clock.after(delay, () => {
      // what is due while it leaves is for the next owner, like what doors send
      if (dropped || !fetchingDoors) return;
      void whileOwned(async () => {
        const next = await takeDueTicks({
          fence,
          store,
          known,
          lineOf: parts.lineOf,
          log: parts.log,
          now: clock.now(),
        });
        relay.nudge();
        takeTicks(Math.max(1, Math.min(500, next - clock.now())));
      });
    });
  }

  const oldestInMailboxes = () => Math.min(...[...activations.values()].map(({ oldest }) => oldest));

  /** What waits for newer code never ends here. */
  const works = ({ size, waitsForNewer }: Activation) => size > 0 && !waitsForNewer;
  const isBusy = async () =>
    [...activations.values()].some(works) || (await store.outboxDepth(fence.partition).catch(() => 0)) > 0;

  const waitingMessages = () => [...activations.values()].reduce((sum, { size }) => sum + size, 0);

  async function tellDepths(observer: Observer, told: Pick<Depths, "queued" | "outbox">): Promise<void> {
    const feed = await store.feedDepth(fence.partition);
    if (dropped) return;
    observer.depths(fence.partition, {
      ...told,
      feed,
      inMailboxes: waitingMessages(),
      longestMailbox: Math.max(0, ...[...activations.values()].map(({ size }) => size)),
      openTurns,
      oldestTurnMs: openTurns === 0 ? 0 : Math.max(0, clock.now() - oldestRecord),
    });
  }

  return {
    fence,
    deliver,
    drop,
    get dropped() {
      return dropped;
    },
    get underWay() {
      return waitingMessages();
    },
    async start() {
      // What a clean hand-back left under way died with nobody.
      await takeOver({ counting: !handedBack, again: false });
      for (const { line, intake } of intakes) {
        void fetchJobs({
          intake,
          clock,
          wanted: () => alive() && (line.kind === "nested" || fetchingDoors),
          take: (job) => take(line, intake, job),
          onError: (error) => parts.log("warn", "jobs could not be fetched", { ...fence, lane: line.lane, error }),
        });
      }
      void relay.run();
      lookAgain();
      wakeParked(0);
      takeTicks(0);
    },
    async drain({ turns, effects: forEffects }) {
      fetchingDoors = false;
      const began = clock.monotonic();
      const timeUp = () => clock.monotonic() - began >= (effects.underWay > 0 ? forEffects : turns);
      while (alive() && !timeUp() && (await isBusy())) await pause(clock, 10);
      // Whoever goes on with them must not take this for a death.
      for (const callId of marked) await store.unmark(fence, callId).catch(() => {});
    },
    async oldestHeld() {
      const [first] = await store.outbox(fence.partition, { limit: 1 });
      const told = first ? relayedMessage(first).since : Number.POSITIVE_INFINITY;
      const oldest = held.sample(Math.min(oldestInMailboxes(), oldestRecord, strangers.oldest, told));
      const knowsAll = fetchingDoors && clock.monotonic() - takenUpTo <= knownForMs;
      return oldest === undefined || !knowsAll ? undefined : Math.min(oldest, clock.now());
    },
    endTurnsOver(ms) {
      for (const activation of activations.values()) activation.endTurnOver(ms);
      strangers.endOver(ms);
    },
    async load() {
      const lines: Record<string, number> = {};
      const inMailboxes = waitingMessages();
      const outbox = await store.outboxDepth(fence.partition);
      const queued: Depths["queued"][number][] = [];
      for (const { line } of intakes) {
        // What waits in an outbox must not hold back the relay that empties it: it counts at the doors only.
        const behind = line.kind === "doors" ? outbox : 0;
        const messages = Math.ceil((await queues.waiting(line)) * (perJob.get(lineKey(line)) ?? 1));
        queued.push({ line, messages });
        lines[lineKey(line)] = messages + inMailboxes + behind;
      }
      if (parts.observer) await tellDepths(parts.observer, { queued, outbox });
      const hot = Object.fromEntries(
        [...activations].filter(([, { size }]) => size >= hotFrom).map(([agent, { size }]) => [agent, size]),
      );
      return { lines, hot };
    },
  };
}

function once(call: () => void): () => void {
  let called = false;
  return () => {
    if (called) return;
    called = true;
    call();
  };
}
