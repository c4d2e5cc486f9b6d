import { createAnswering, releaseJobs } from "./answering.ts";
import {
  Dropped,
  MigrationFailed,
  NewerCode,
  pause,
  RecordClosed,
  Replaced,
  Restart,
  Settled,
  Superseded,
  TooOld,
  TurnTooLong,
  Withdrawn,
} from "./control.ts";
import { recordFor } from "./entry-record.ts";
import { Fault } from "./faults.ts";
import { commitOf, type Group, groupLimit, repliesOf } from "./group.ts";
import { agreed, keyReused } from "./kept-answer.ts";
import { isLife, runLife } from "./life-turn.ts";
import { createMailbox, type Delivery, type Entry } from "./mailbox.ts";
import type { Message } from "./message.ts";
import { mustBeRunHere } from "./must-be-run-here.ts";
import { type Commit, type Committed, type OpenTurn, tooOld } from "./ports.ts";
import { answerForAbove, postponeTurn } from "./postpone-turn.ts";
import { raisedView, stateBytes, type View } from "./replica.ts";
import type { Resident } from "./residents.ts";
import { StepFault } from "./steps.ts";
import { type Base, baseOf, runTurn, type TurnEnd, tipAfter } from "./turn.ts";
import { type AgentType, delayBefore } from "./types.ts";
import { commitOnce, watchTurn } from "./watching.ts";
import type { Workplace } from "./workplace.ts";

/** One agent in its owner's memory: its mailbox, its state, and at most one turn at a time. */
export interface Activation {
  readonly size: number;
  /** Its first message waits for code that this release does not have. */
  readonly waitsForNewer: boolean;
  deliver(delivery: Delivery): void;
  /**
   * Finishes a turn whose record was found open, before anything else of this agent. `lookUp`: it may have ended since it
   * was found.
   */
  resume(open: OpenTurn, how: { suspect: boolean; lookUp: boolean }): void;
  has(callId: string): boolean;
  /** The least `since` of what it holds. */
  readonly oldest: number;
  /** Ends a turn that has been running for longer than this. */
  endTurnOver(ms: number): void;
  /** Tells callers in this process that this silo will not answer them. */
  drop(): void;
}

/** What an activation takes beside its state. */
const activationBytes = 4096;

export function createActivation(agent: string, type: AgentType, at: Workplace, resident: Resident): Activation {
  const box = createMailbox();
  const { settle, bury } = createAnswering(agent, box, at);
  let view: View | undefined;
  let tip: Base | undefined;
  let group: Group = [];
  let running = false;
  let restarts = 0;
  let waitsForNewer = false;
  /** So many turns commit one by one, to find the one that the store cannot carry out. */
  let apart = 0;
  let turn: { entry: Entry; stop: (error: unknown) => void } | undefined;

  async function run(): Promise<void> {
    running = true;
    resident.use();
    try {
      for (;;) {
        const entry = box.head();
        if (!entry || group.length >= (apart > 0 ? 1 : groupLimit)) await flush();
        if (!entry && !box.head()) break;
        if (entry && box.head() === entry) await step(entry);
      }
      running = false;
      resident.rest();
    } catch (error) {
      running = false;
      if (!(error instanceof Dropped)) at.log("error", "an agent's loop ended by a bug", { agent, error });
      at.giveUp(error);
    }
  }

  function step(entry: Entry): Promise<void> | void {
    if (entry.notBefore > 0) {
      const wait = entry.notBefore - at.clock.monotonic();
      if (wait > 0) return waitFor(wait);
    }
    if (entry.yields) {
      entry.yields = false;
      if (box.letNestedPass(entry)) return;
    }
    if (entry.lookUp) return lookUp(entry);
    const { deadline } = entry.message;
    if (deadline !== undefined && deadline < at.clock.now() && !entry.record?.isOpen) {
      const message = `${agent} did not come to it in time`;
      return settle(entry, { kind: "refused", code: "deadline_exceeded", message });
    }
    if (entry.suspect) return runAlone(entry);
    const passing = at.quarantine.pass(entry.message.rootId, entry.message.chain.length > 0);
    // what has ended must not wait for the one that runs alone
    return passing ? flush().then(() => passing) : attempt(entry);
  }

  async function waitFor(ms: number): Promise<void> {
    await flush();
    await pause(at.clock, ms);
    at.check();
  }

  async function lookUp(entry: Entry): Promise<void> {
    const [kept] = await at.known(() => at.store.answers(at.fence.partition, [entry.message.callId]));
    entry.lookUp = false;
    if (kept) settle(entry, agreed(kept, entry.message.hash));
  }

  async function runAlone(entry: Entry): Promise<void> {
    await flush();
    await at.quarantine.alone(entry.message.rootId, async () => {
      if ((await at.mark(entry.message.callId)) > 2) {
        await bury(entry, "kills_process", new Error("the process died each time this ran alone"));
      } else {
        await attempt(entry);
        await flush();
      }
      await at.unmark(entry.message.callId);
    });
  }

  async function attempt(entry: Entry): Promise<void> {
    try {
      tip ??= await load();
      const base = tip;
      const end = await (at.observer ? watchTurn(at.observer, entry, () => endOf(entry, base)) : endOf(entry, tip));
      box.take(entry);
      group.push({ entry, end });
      tip = tipAfter(tip, end);
      if (end.instead) await flush();
    } catch (error) {
      await endAttempt(entry, error);
    } finally {
      turn = undefined;
    }
  }

  function endOf(entry: Entry, base: Base): Promise<TurnEnd> | TurnEnd {
    if (entry.superseded) return { answer: { kind: "cancelled" }, time: base.at, out: [] };
    return isLife(entry.message) ? runLifeOf(entry, base) : runTurnOf(entry, base);
  }

  function runTurnOf(entry: Entry, base: Base): Promise<TurnEnd> {
    at.check();
    const { message } = entry;
    const record = entry.record ?? recordFor(at, entry);
    entry.record = record;
    mustBeRunHere(at, type, message, record.code);
    waitsForNewer = false;
    return runTurn({
      type,
      message,
      base,
      record,
      world: at.world,
      beforeReach: () => flushBefore(),
      trace: entry.watch?.trace,
      onBegun: (stop) => {
        entry.begun ??= at.clock.monotonic();
        turn = { entry, stop };
      },
    });
  }

  /** It stands on what is committed, and ends alone. */
  async function runLifeOf({ message }: Entry, base: Base): Promise<TurnEnd> {
    await flushBefore();
    const { store, replicas } = at;
    return at.known(() => runLife({ type, message, base, store, replicas }));
  }

  /** The turns before it commit before a turn awaits anything; if they could not, it ran on a state that never was. */
  async function flushBefore(): Promise<void> {
    const [first] = group;
    if (first && !(await flush())) throw new Restart();
  }

  async function endAttempt(entry: Entry, error: unknown): Promise<void> {
    if (error instanceof Dropped) throw error;
    if (error instanceof NewerCode) return waitForNewer(entry, error);
    if (error instanceof MigrationFailed) return bury(entry, "migration_failed", error);
    if (error instanceof Settled) return settle(entry, agreed(error.kept, entry.message.hash));
    if (error instanceof Replaced) return runAs(entry, error.by);
    if (error instanceof Restart) return startAgain(error.blockedBy);
    if (error instanceof RecordClosed) return lookForRecord(entry);
    if (error instanceof Superseded) {
      entry.superseded = true;
      return;
    }
    if (error instanceof Withdrawn) return beginAnew(entry, error);
    if (error instanceof TooOld) return bury(entry, tooOld, error);
    if (error instanceof TurnTooLong) return bury(entry, "too_long", error);
    if (error instanceof StepFault || (error instanceof Fault && error.code === "turn_diverged")) {
      return bury(entry, error.code, error);
    }
    // what it threw says nothing where it was stopped meanwhile
    at.check();
    // The turns before it may have answers already: then it threw on a state that never was.
    if (!(await flush())) return;
    entry.attempts++;
    const policy = type.durable?.retry(entry.message.method);
    if (!policy || entry.attempts >= policy.attempts) return bury(entry, "failed", error);
    entry.notBefore = at.clock.monotonic() + delayBefore(policy, entry.attempts, at.random);
    const { callId, trace } = entry.message;
    at.log("warn", "a turn failed and will be tried again", { agent, callId, trace, attempt: entry.attempts, error });
  }

  /**
   * The message keeps its place until newer code has it: the partition is handed to that where it lives, and until it
   * does nothing of this agent runs. Its deadline counts meanwhile.
   */
  async function waitForNewer(entry: Entry, error: NewerCode): Promise<void> {
    if (!(await flush())) return;
    if (!waitsForNewer) at.log("warn", `an agent waits for newer code: ${error.message}`, { agent, ...error.need });
    waitsForNewer = true;
    entry.notBefore = at.clock.monotonic() + 500;
    at.needsNewer(error.need);
  }

  /** Turns waited for each other and this one has done nothing yet: whom it blocked goes first. */
  async function beginAnew(entry: Entry, { callId, above }: Withdrawn): Promise<void> {
    const { message } = entry;
    const answer = answerForAbove(message, above);
    if (answer) {
      box.take(entry);
      group.push({ entry, end: { answer, time: at.clock.now(), out: [] } });
      return;
    }
    const postponed = await postponeTurn(at, agent, entry, callId);
    if (postponed.kind === "answered") return settle(entry, agreed(postponed.answer, message.hash));
    if (postponed.kind === "closed") return lookForRecord(entry);
    runAs(entry, postponed.next);
    giveWay(entry);
  }

  /** Whoever it blocked may not have arrived yet. */
  function giveWay(entry: Entry): void {
    entry.yields = !box.letNestedPass(entry);
    if (entry.yields) entry.notBefore = at.clock.monotonic() + 100;
  }

  /** What it went on from is not the record that is there, if one is. */
  function lookForRecord(entry: Entry): Promise<void> {
    entry.record = recordFor(at, entry);
    entry.lookUp = true;
    return startAgain(entry.message.callId);
  }

  function runAs(entry: Entry, message: Message): void {
    entry.message = message;
    entry.record = recordFor(at, entry);
  }

  async function load(): Promise<Base> {
    const loaded = await at.known(() => at.replicas.read(agent, type));
    show(loaded);
    return baseOf(loaded);
  }

  function show(next: View): void {
    view = next;
    resident.weigh(activationBytes + stateBytes(next.stored));
  }

  async function startAgain(blockedBy?: string): Promise<void> {
    tip = undefined;
    // The first one is ordinary; what goes on may need somebody else's write, and must not be asked for in a hot loop.
    if (++restarts > 2) await pause(at.clock, 50);
    if (!blockedBy) return;
    const open = await at.known(() => at.store.openTurns(at.fence, false));
    if ("kind" in open) throw new Dropped("the epoch is over");
    const found = open.find(({ callId }) => callId === blockedBy);
    if (found) resume(found, { suspect: false, lookUp: false });
  }

  /** Commits the group. False when it has to run again on the committed state. */
  async function flush(): Promise<boolean> {
    const taken = group;
    const base = view;
    if (taken.length === 0 || !base) return true;
    group = [];
    // who joins from now on is told when it has committed
    const told = taken.map(({ entry }) => entry.waiters.length);
    const answered = taken.map(({ entry, end }) => ({ entry, answer: end.answer }));
    const { commit, after } = commitOf(agent, type, base, taken, repliesOf(answered, at.isLocal));
    const held = at.failpoint("before-commit", agent);
    if (held) await held;
    const committed = await commitGroup(commit, taken);
    if (committed.kind === "committed") {
      const held = at.failpoint("after-commit", agent);
      if (held) await held;
      const { began = 0 } = committed;
      show(began > 0 ? raisedView(after, began) : after);
      if (tip && began > 0) tip = { ...tip, version: tip.version + began };
      if (commit.instead) tip = view = undefined;
      restarts = 0;
      for (const [i, { entry, end }] of taken.entries()) settle(entry, end.answer, told[i]);
      if (commit.endings.some(({ out }) => out.length > 0)) at.onOutbox();
      if (commit.instead || commit.endings.some(({ entry }) => entry)) at.onCommit();
      return true;
    }
    if (committed.kind === "not_owner") throw new Dropped("the epoch is over");
    const answers = committed.kind === "answered" ? committed.answers : {};
    box.putBack(taken.flatMap(({ entry }) => (box.has(entry.message.callId) ? [entry] : [])));
    for (const { entry } of taken) {
      const kept = answers[entry.message.callId];
      if (kept) settle(entry, agreed(kept, entry.message.hash));
    }
    const over = committed.kind === "superseded" ? new Set(committed.callIds) : undefined;
    for (const { entry } of taken) if (over?.has(entry.message.callId)) entry.superseded = true;
    const old = committed.kind === "too_old" ? new Set(committed.callIds) : undefined;
    for (const { entry } of taken) if (old?.has(entry.message.callId)) await bury(entry, tooOld, new TooOld());
    await startAgain(committed.kind === "blocked" ? committed.by : undefined);
    return false;
  }

  function commitGroup(commit: Commit, taken: Group): Promise<Committed> {
    apart = Math.max(0, apart - taken.length);
    return commitOnce(at, commit, taken).catch((error: unknown) => cannotCommit(error, taken));
  }

  /** A turn that the store cannot commit at all is a bug: its message becomes a dead letter, its neighbours go on. */
  async function cannotCommit(error: unknown, taken: Group): Promise<Committed> {
    if (error instanceof Dropped) throw error;
    const [only, ...others] = taken;
    if (others.length > 0) apart = taken.length;
    else if (only) await bury(only.entry, "failed", error);
    return { kind: "conflict" };
  }

  function resume(open: OpenTurn, { suspect, lookUp }: { suspect: boolean; lookUp: boolean }): void {
    box.deliver({
      message: open.message,
      suspect,
      lookUp,
      ...(open.message.reply && { waiter: { channel: open.message.reply } }),
    });
    const entry = open.waits ? box.get(open.callId) : box.first(open.callId);
    if (entry && !entry.record?.isOpen) {
      entry.message = open.message;
      entry.record = recordFor(at, entry, open);
      releaseJobs(entry);
      if (open.waits) giveWay(entry);
    }
    if (!running) void run();
  }

  return {
    get size() {
      return box.size;
    },
    get waitsForNewer() {
      return waitsForNewer;
    },
    has: (callId) => box.has(callId),
    get oldest() {
      let oldest = Number.POSITIVE_INFINITY;
      for (const entry of box.all()) oldest = Math.min(oldest, entry.oldest);
      return oldest;
    },
    endTurnOver(ms) {
      const begun = turn?.entry.begun;
      if (turn && begun !== undefined && at.clock.monotonic() - begun > ms) turn.stop(new TurnTooLong(ms));
    },
    resume,
    deliver(delivery) {
      const outcome = box.deliver(delivery);
      if (outcome === "key_reused") {
        if (delivery.waiter && "tell" in delivery.waiter) delivery.waiter.tell(keyReused);
        else if (delivery.waiter) at.reply(delivery.waiter.channel, delivery.message, keyReused);
        delivery.job?.();
      }
      const head = box.head();
      if (head?.suspect && at.quarantine.holds(delivery.message.rootId)) at.quarantine.admit(head.message.rootId);
      if (!running) void run();
    },
    drop() {
      turn?.stop(new Dropped("the partition was given up"));
      resident.remove();
      for (const { entry } of group) entry.watch?.end("dropped");
      for (const { waiters } of box.all()) for (const waiter of waiters) if ("tell" in waiter) waiter.tell("dropped");
    },
  };
}
