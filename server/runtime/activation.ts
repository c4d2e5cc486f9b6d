import { Dropped, pause, Replaced, Restart, Settled, TooOld, TurnTooLong, Withdrawn } from "./control.ts";
import { Fault } from "./faults.ts";
import { commitOf, type Group, groupLimit, repliesOf } from "./group.ts";
import { agreed, keyReused } from "./kept-answer.ts";
import { createMailbox, type Delivery, type Entry, type Waiter } from "./mailbox.ts";
import type { Answer, Message, Refused, StepAnswer } from "./message.ts";
import { type Commit, type Committed, type DeadLetter, type OpenTurn, tooOld } from "./ports.ts";
import type { View } from "./replica.ts";
import { nextAttempt } from "./resent-message.ts";
import { StepFault } from "./steps.ts";
import { type Base, runTurn, type TurnEnd } from "./turn.ts";
import { createTurnRecord, type TurnRecord } from "./turn-record.ts";
import type { AgentType } from "./types.ts";
import type { Workplace } from "./workplace.ts";

/** So often a nested turn begins anew where it is; then the turn that asked for it, since that one holds its agent too. */
const triesInPlace = 3;

/** One agent in its owner's memory: its mailbox, its state, and at most one turn at a time. */
export interface Activation {
  readonly size: number;
  deliver(delivery: Delivery): void;
  /** Finishes a turn whose record was found open, before anything else of this agent. */
  resume(open: OpenTurn, suspect: boolean): void;
  has(callId: string): boolean;
  /** The least `since` of what it holds. */
  readonly oldest: number;
  /** Ends a turn that has been running for longer than this. */
  endTurnOver(ms: number): void;
  /** Tells callers in this process that this silo will not answer them. */
  drop(): void;
}

export function createActivation(agent: string, type: AgentType, at: Workplace, onIdle: () => void): Activation {
  const box = createMailbox();
  let view: View | undefined;
  let tip: Base | undefined;
  let group: Group = [];
  let running = false;
  let restarts = 0;
  /** So many turns commit one by one, to find the one that the store cannot carry out. */
  let apart = 0;
  let turn: { entry: Entry; stop: (error: unknown) => void } | undefined;

  async function run(): Promise<void> {
    running = true;
    try {
      for (;;) {
        const entry = box.head();
        if (!entry || group.length >= (apart > 0 ? 1 : groupLimit)) await flush();
        if (!entry && !box.head()) break;
        if (entry && box.head() === entry) await step(entry);
      }
      running = false;
      onIdle();
    } catch (error) {
      running = false;
      if (!(error instanceof Dropped)) at.log("error", "an agent's loop ended by a bug", { agent, error });
      at.giveUp(error);
    }
  }

  async function step(entry: Entry): Promise<void> {
    const now = at.clock.monotonic();
    if (entry.notBefore > now) {
      await flush();
      await pause(at.clock, entry.notBefore - now);
      at.check();
      return;
    }
    if (entry.yields) {
      entry.yields = false;
      if (box.letNestedPass(entry)) return;
    }
    if (entry.lookUp) {
      const [kept] = await at.known(() => at.store.answers(at.fence.partition, [entry.message.callId]));
      entry.lookUp = false;
      if (kept) return settle(entry, agreed(kept, entry.message.hash));
    }
    const { deadline } = entry.message;
    if (deadline !== undefined && deadline < at.clock.now() && !entry.record?.isOpen) {
      return settle(entry, {
        kind: "refused",
        code: "deadline_exceeded",
        message: `${agent} did not come to it in time`,
      });
    }
    await (entry.suspect ? runAlone(entry) : runBesideOthers(entry));
  }

  async function runBesideOthers(entry: Entry): Promise<void> {
    await at.quarantine.pass(entry.message.rootId, entry.message.chain.length > 0);
    await attempt(entry);
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
      const record = entry.record ?? recordFor(entry);
      entry.record = record;
      const end = await at.unlessDropped(
        runTurn({
          type,
          message: entry.message,
          base: tip,
          record,
          world: { ...at.world, ask: (message) => ask(entry.message, record, message) },
          beforeReach: () => flushBefore(),
          onBegun: (stop) => {
            entry.begun ??= at.clock.monotonic();
            turn = { entry, stop };
          },
        }),
      );
      box.take(entry);
      group.push({ entry, end });
      tip = tipAfter(tip, end);
    } catch (error) {
      await endAttempt(entry, error);
    } finally {
      turn = undefined;
    }
  }

  function ask(of: Message, { events }: TurnRecord, message: Message): Promise<StepAnswer> {
    const turn = () => ({ callId: of.callId, agent, message: of, events: [...events] });
    return at.crossedWaits.ask(turn, message, at.world.ask(message));
  }

  /** The turns before it commit before a turn awaits anything; if they could not, it ran on a state that never was. */
  async function flushBefore(): Promise<void> {
    const [first] = group;
    if (first && !(await flush())) throw new Restart();
  }

  async function endAttempt(entry: Entry, error: unknown): Promise<void> {
    if (error instanceof Dropped) throw error;
    if (error instanceof Settled) return settle(entry, agreed(error.kept, entry.message.hash));
    if (error instanceof Replaced) return runAs(entry, error.by);
    if (error instanceof Restart) return startAgain(error.blockedBy);
    if (error instanceof Withdrawn) return beginAnew(entry, error);
    if (error instanceof TooOld) return bury(entry, tooOld, error);
    if (error instanceof TurnTooLong) return bury(entry, "too_long", error);
    if (error instanceof StepFault || (error instanceof Fault && error.code === "turn_diverged")) {
      return bury(entry, error.code, error);
    }
    // The turns before it may have answers already: then it threw on a state that never was.
    if (!(await flush())) return;
    entry.attempts++;
    const policy = type.durable?.retry(entry.message.method);
    if (!policy || entry.attempts >= policy.attempts) return bury(entry, "failed", error);
    const delay = policy.delay * policy.factor ** (entry.attempts - 1);
    entry.notBefore = at.clock.monotonic() + delay * (1 + policy.jitter * (2 * at.random() - 1));
    at.log("warn", "a turn failed and will be tried again", {
      agent,
      callId: entry.message.callId,
      attempt: entry.attempts,
      error,
    });
  }

  /** Turns waited for each other and this one has done nothing yet: whom it blocked goes first. */
  async function beginAnew(entry: Entry, { callId, above }: Withdrawn): Promise<void> {
    const { message, record } = entry;
    const inVain = message.chain.length > 0 && (message.attempt ?? 0) >= triesInPlace;
    if (above > 0 || inVain) {
      const answer: Answer = { kind: "withdrawn", above: Math.max(0, above - 1) };
      box.take(entry);
      group.push({ entry, end: { answer, time: at.clock.now(), out: [] } });
      return;
    }
    const next = nextAttempt(message, callId);
    const { hash } = message;
    const opening = {
      callId: message.callId,
      agent,
      hash,
      base: record?.base ?? 0,
      code: record?.code ?? 1,
      message: next,
    };
    const postponed = await at.known(() => at.store.postpone(at.fence, opening));
    if (postponed.kind === "not_owner") throw new Dropped("the epoch is over");
    if (postponed.kind === "answered") return settle(entry, agreed(postponed.answer, hash));
    if (postponed.kind === "closed") {
      entry.record = recordFor(entry);
      return startAgain(message.callId);
    }
    runAs(entry, next);
    giveWay(entry);
  }

  /** Whoever it blocked may not have arrived yet. */
  function giveWay(entry: Entry): void {
    entry.yields = !box.letNestedPass(entry);
    if (entry.yields) entry.notBefore = at.clock.monotonic() + 100;
  }

  function runAs(entry: Entry, message: Message): void {
    entry.message = message;
    entry.record = recordFor(entry);
  }

  async function load(): Promise<Base> {
    view = await at.known(() => at.replicas.read(agent, type));
    return baseOf(view);
  }

  async function startAgain(blockedBy?: string): Promise<void> {
    tip = undefined;
    // The first one is ordinary; what goes on may need somebody else's write, and must not be asked for in a hot loop.
    if (++restarts > 2) await pause(at.clock, 50);
    if (!blockedBy) return;
    const open = await at.known(() => at.store.openTurns(at.fence, false));
    if ("kind" in open) throw new Dropped("the epoch is over");
    const found = open.find(({ callId }) => callId === blockedBy);
    if (found) resume(found, false);
  }

  /** Commits the group. False when it has to run again on the committed state. */
  async function flush(): Promise<boolean> {
    const taken = group;
    const base = view;
    if (taken.length === 0 || !base) return true;
    group = [];
    const addressed = taken.map(({ entry, end }) => ({
      waiters: [...entry.waiters],
      callId: entry.message.callId,
      hash: entry.message.hash,
      answer: end.answer,
    }));
    const { commit, after } = commitOf(agent, type, base, taken, repliesOf(addressed.map(at.remoteOnly)));
    await at.failpoint("before-commit", agent);
    const committed = await commitGroup(commit, taken);
    if (committed.kind === "committed") {
      await at.failpoint("after-commit", agent);
      view = after;
      restarts = 0;
      for (const [i, { entry, end }] of taken.entries()) settle(entry, end.answer, new Set(addressed[i]?.waiters));
      if (commit.endings.some(({ out }) => out.length > 0)) at.onOutbox();
      if (commit.endings.some(({ entry }) => entry)) at.onCommit();
      return true;
    }
    if (committed.kind === "not_owner") throw new Dropped("the epoch is over");
    const answers = committed.kind === "answered" ? committed.answers : {};
    box.putBack(taken.flatMap(({ entry }) => (box.has(entry.message.callId) ? [entry] : [])));
    for (const { entry } of taken) {
      const kept = answers[entry.message.callId];
      if (kept) settle(entry, agreed(kept, entry.message.hash));
    }
    const old = committed.kind === "too_old" ? new Set(committed.callIds) : undefined;
    for (const { entry } of taken) if (old?.has(entry.message.callId)) await bury(entry, tooOld, new TooOld());
    await startAgain(committed.kind === "blocked" ? committed.by : undefined);
    return false;
  }

  /** A turn that the store cannot commit at all is a bug: its message becomes a dead letter, its neighbours go on. */
  async function commitGroup(commit: Commit, taken: Group): Promise<Committed> {
    apart = Math.max(0, apart - taken.length);
    try {
      return await at.known(() => at.store.commit(at.fence, commit));
    } catch (error) {
      if (error instanceof Dropped) throw error;
      const [only, ...others] = taken;
      if (others.length > 0) apart = taken.length;
      else if (only) await bury(only.entry, "failed", error);
      return { kind: "conflict" };
    }
  }

  function recordFor(entry: Entry, found?: OpenTurn) {
    return createTurnRecord({
      store: at.store,
      fence: at.fence,
      message: entry.message,
      known: at.known,
      onOpen: async () => {
        release(entry);
        await at.failpoint("after-turn-record", agent);
      },
      ...(found && { found }),
    });
  }

  function resume(open: OpenTurn, suspect: boolean): void {
    box.deliver({
      message: open.message,
      suspect,
      ...(open.message.reply && { waiter: { channel: open.message.reply } }),
    });
    const entry = open.waits ? box.get(open.callId) : box.first(open.callId);
    if (entry && !entry.record?.isOpen) {
      entry.message = open.message;
      entry.record = recordFor(entry, open);
      release(entry);
      if (open.waits) giveWay(entry);
    }
    if (!running) void run();
  }

  async function bury(entry: Entry, reason: string, error: unknown): Promise<void> {
    const { message } = entry;
    const text = error instanceof Error ? error.message : String(error);
    const answer: Answer = { kind: "dead_lettered", error: text };
    const letter: DeadLetter = {
      message,
      error: text,
      reason,
      at: at.clock.now(),
      events: [...(entry.record?.events ?? [])],
    };
    const waiters = [...entry.waiters];
    const replies = repliesOf([at.remoteOnly({ waiters, callId: message.callId, hash: message.hash, answer })]);
    const buried = await at.known(() => at.store.bury(at.fence, letter, replies));
    if (buried.kind === "not_owner") throw new Dropped("the epoch is over");
    if (buried.kind === "answered") return settle(entry, agreed(buried.answer, entry.message.hash));
    at.log("error", "a command became a dead letter", {
      agent,
      callId: message.callId,
      method: message.method,
      reason,
      error,
    });
    settle(entry, answer, new Set(waiters));
  }

  function settle(entry: Entry, answer: Answer | Refused, told: ReadonlySet<Waiter> = new Set()): void {
    const { message } = entry;
    box.remove(entry);
    release(entry);
    for (const waiter of entry.waiters) {
      if ("tell" in waiter) waiter.tell(answer);
      else if (!told.has(waiter) || at.isLocal(waiter.channel)) at.reply(waiter.channel, message, answer);
    }
  }

  function release(entry: Entry): void {
    for (const share of entry.jobs.splice(0)) share();
  }

  return {
    get size() {
      return box.size;
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
      for (const { waiters } of box.all()) for (const waiter of waiters) if ("tell" in waiter) waiter.tell("dropped");
    },
  };
}

const baseOf = ({ state, version, at, stored }: View): Base => ({
  state,
  version,
  at,
  bytes: stored?.snapshotBytes ?? 0,
});

const tipAfter = (tip: Base, { entry, time }: TurnEnd): Base =>
  entry ? { state: entry.state, version: tip.version + 1, at: time, bytes: tip.bytes } : tip;
