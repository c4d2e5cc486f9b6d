import type { Caller } from "./contract.ts";
import type { Changes } from "./freshness.ts";
import type { Answer, Json, KeptAnswer, Message, TurnEvent } from "./message.ts";
import type { Scope } from "./retention.ts";

/**
 * All that the runtime asks of the world. Deliberately not here: connections, transactions, key names, retries.
 *
 * Every write is one atomic step and may be repeated after an unknown outcome: the second time it changes nothing more
 * and answers as the first. A method that cannot reach its server rejects with `Unavailable`; whether it took effect is
 * then unknown. Anything else that is thrown is a bug. `docs/design/redis-layout.md` has the keys and scripts.
 */
export interface Ports {
  store: Store;
  queues: Queues;
  bus: Bus;
  clock: Clock;
  /** Fixed for the life of a namespace. */
  partitions: number;
}

/** The server cannot be reached or will not write now; the outcome of the call is unknown. */
export class Unavailable extends Error {
  override name = "Unavailable";
}

/** Who writes: a partition and the epoch under which it was claimed. Older epochs are answered `not_owner`. */
export type Fence = { partition: number; epoch: number };

/** `handedBack`: the owner before gave the partition up itself, so nothing in hand died with it. */
export type Claim =
  | { kind: "claimed"; epoch: number; handedBack: boolean }
  | { kind: "held"; by: string; remaining: number };

export type NotOwner = { kind: "not_owner" };
/** The call id already has an answer; nothing was written. */
export type Answered = { kind: "answered"; answer: KeptAnswer };
/** The agent is not at the expected version. */
export type Conflict = { kind: "conflict" };
/** Another call's turn record is open on the agent. */
export type Blocked = { kind: "blocked"; by: string };

/** The message is from before the horizon: whether its call was answered is no longer known, so it must not run. */
export type TooOld = { kind: "too_old" };

/** The message is the tick of a schedule that was replaced or cancelled since. */
export type Superseded = { kind: "superseded" };

/** The call is a dead letter that was taken back: it runs as this message, which knows what its old turn had done. */
export type Replayed = { kind: "replayed"; message: Message };

/** Which copy of a state the reader has: equal version and equal last call id mean equal state. */
export type Known = { version: number; last: string; schema: number };

export type Read =
  | { kind: "none" }
  | { kind: "unchanged" }
  /** The entries after the known version, oldest first. */
  | ({ kind: "patches"; patches: string[] } & Head)
  /** The newest snapshot and the entries after it. */
  | ({ kind: "snapshot"; snapshot: string; snapshotVersion: number; patches: string[] } & Head);
/** `last` is the newest commit's call id and `at` its stamp; `patchBytes` counts the entries after the snapshot. */
export type Head = Known & { at: number; snapshotBytes: number; patchBytes: number };

export type Opening = {
  callId: string;
  agent: string;
  hash: string;
  /** The version on which the turn runs. */
  base: number;
  message: Message;
  /** The schema version of the code that runs. */
  code: number;
  events: TurnEvent[];
};
/** `waits`: the turn begins anew; its record holds the message and no events, and does not block the agent. */
export type OpenTurn = Opening & { recoveries: number; waits: boolean };

/** Why a nested call has no answer yet: nothing that is written down (`free`), or the turn whose record is open there. */
export type Holder = Answered | { kind: "free" } | { kind: "held"; turn: Opening };

export type OutboxMessage = { line: LineName; message: Message };
/** `at` is when it was put there, in server time; never before that of an earlier entry. */
export type OutboxEntry = OutboxMessage & { entryId: string; at: number };

export type Ending = {
  callId: string;
  hash: string;
  /** Of the message: they say how long the answer is kept. */
  since: number;
  scope?: Scope;
  /** Of a tick: it counts only while its schedule stands. */
  tick?: Tick;
  answer: Answer;
  /** Present exactly when the answer is `ok`; `patch` is Immer patches as JSON. */
  entry?: { method: string; caller: string; stamp: number; patch: string };
  out: OutboxMessage[];
};

export type Commit = {
  agent: string;
  /** The version before the first ending. */
  base: number;
  schema: number;
  /** In turn order; call ids are distinct. */
  endings: Ending[];
  /** The state after the last ending, when it is to be stored whole. */
  snapshot?: string;
  /** How many journal entries at or below the newest snapshot stay. */
  keep: number | "all";
  replies: Reply[];
  /** What happens instead of new versions. There is one ending then, without an entry. */
  instead?: Instead;
};

export type Instead =
  /** The agent is removed: state, journal, directory entry, schedules. Its answers stay; its versions are never given again. */
  | { kind: "destroy"; stamp: number }
  /** Sets one of the agent's schedules, under a generation above all of its partition. */
  | { kind: "schedule"; plan: Plan; due: number }
  | { kind: "unschedule"; name: string };

/** What is to be said to an agent again and again, and when. A tick that was missed is made up for once, always or never. */
export type Plan = {
  agent: string;
  /** Its id among the agent's. */
  name: string;
  cron: string;
  timeZone: string;
  missed: "once" | "all" | "skip";
  caller: Caller;
  method: string;
  input?: Json;
  hash: string;
};

/** A schedule as it stands: `due` next, in server time. */
export type Schedule = { plan: Plan; generation: number; due: number };

/** A schedule that was due and what is to come of it: its `ticks`, and when it is due `next`, if ever. */
export type Taken = Schedule & { ticks: OutboxMessage[]; next?: number };

type Tick = NonNullable<Message["tick"]>;

export type Committed =
  /** `began`: the first commit of an agent has this version and one more, since others of its partition were destroyed. */
  | { kind: "committed"; began?: number }
  | NotOwner
  | Conflict
  | Blocked
  | { kind: "too_old"; callIds: string[] }
  | { kind: "superseded"; callIds: string[] }
  | { kind: "answered"; answers: { [callId: string]: KeptAnswer } };

export type Reply = { to: string; body: string };

/** Why a message is a dead letter that is never replayed: whether it ran before is not known. */
export const tooOld = "too_old";
export type TakenBack = boolean | typeof tooOld;
export type DeadLetter = { message: Message; error: string; reason: string; at: number; events: TurnEvent[] };

export type JournalEntry = {
  version: number;
  method: string;
  caller: string;
  callId: string;
  stamp: number;
  schema: number;
  patch: string;
};
export type FeedEntry = {
  cursor: string;
  agent: string;
  version: number;
  method: string;
  callId: string;
  stamp: number;
};

/** The method under which a feed tells that an agent was destroyed, with a version above all that it had. */
export const destroyMethod = "$destroy";

export interface Store extends Changes {
  /**
   * Takes a partition that is free or whose lease has run out (server time) and raises its epoch.
   * The present holder gets its own epoch back, with the lease renewed.
   */
  claim(partition: number, silo: string, leaseMs: number): Promise<Claim>;
  /**
   * Undefined when the epoch is over, else how often the partition's lease was ever renewed: a number that is not above
   * the last one says that the server has gone back to an older copy of its data.
   */
  renew(fence: Fence, leaseMs: number): Promise<number | undefined>;
  /** Gives the partition up at once; nothing when the epoch is over. The epoch number itself never goes back. */
  release(fence: Fence): Promise<void>;
  /** Whose a partition is now and under which epoch; without a silo it is nobody's. For people: nothing may rest on it. */
  ownerOf(partition: number): Promise<{ epoch: number; silo?: string }>;
  /**
   * Says that this silo lives for `ttlMs` more and which `release` it runs, and answers the names of all that live,
   * sorted. `leave` drops it at once.
   */
  heartbeat(silo: string, ttlMs: number, release?: string): Promise<string[]>;
  /** The release of each living silo that said one, as it did so last. */
  releases(): Promise<ReadonlyMap<string, string>>;
  leave(silo: string): Promise<void>;

  /** What the reader lacks of an agent's committed state. */
  read(agent: string, known?: Known): Promise<Read>;
  answers(partition: number, callIds: string[]): Promise<(KeptAnswer | undefined)[]>;
  /** The newest entries of an agent's journal, oldest first, `after` a version and up to and with `until`. */
  journal(agent: string, page: { after?: number; until?: number; limit: number }): Promise<JournalEntry[]>;
  /** Ids of a type that have committed, in code point order, from all partitions. */
  list(type: string, page: { prefix: string; after?: string; limit: number }): Promise<string[]>;
  count(type: string): Promise<number>;
  /** The version above which an agent's own begin: 0 unless agents of its partition were destroyed before its first commit. */
  began(agent: string): Promise<number>;
  /**
   * The oldest entries that are kept, `after` a cursor or `from` it on. Old entries go, and with them a reader's place:
   * what is read `from` a cursor begins with that cursor unless its entry has gone.
   */
  feed(partition: number, page: { after?: string; from?: string; limit: number }): Promise<FeedEntry[]>;
  feedEnd(partition: number): Promise<FeedEntry | undefined>;
  feedDepth(partition: number): Promise<number>;

  /**
   * Opens a turn's record. Checked in this order: answer, epoch, a replay that this message is older than, the horizon,
   * the schedule of a tick, another open record, version.
   * Open already under this call id: answers `open` and writes only the events beyond those it has; if its events are
   * other ones, the call is blocked by itself: there is a record to go on from. So it is for an earlier attempt than that
   * of a record that waits; else that one is opened, whatever the horizon.
   */
  open(
    fence: Fence,
    opening: Opening,
  ): Promise<{ kind: "open" } | Answered | NotOwner | Replayed | TooOld | Superseded | Conflict | Blocked>;
  /** Writes events at their place, without a gap: `from` is the index of the first. `closed`: no such record. */
  extend(
    fence: Fence,
    callId: string,
    from: number,
    events: TurnEvent[],
  ): Promise<{ kind: "written" } | NotOwner | { kind: "closed" }>;
  /**
   * Ends turns: all or nothing. Checked in this order, before the first write: answers of all call ids (then all that
   * are there are returned), epoch, the horizon, the schedules of ticks (a call whose record is open is safe from both), a
   * foreign open record, version. Per `ok` one version, journal entry, feed entry and
   * its outbox messages; per ending its answer. The first commit enters the directory. The record of any of these call
   * ids is cleared. Replies are published. An agent that has none begins with the version after all of its partition's
   * destroyed ones; its base is 0 all the same.
   */
  commit(fence: Fence, commit: Commit): Promise<Committed>;
  /**
   * Moves a message to the dead letters, with the events of its record (the letter's own where it has none); its answer
   * is `dead_lettered`. Order: answer, epoch.
   */
  bury(fence: Fence, letter: DeadLetter, replies: Reply[]): Promise<{ kind: "buried" } | Answered | NotOwner>;
  /** Records `cancelled` unless the call has an answer or an open record. Needs no epoch: it only sets an absent answer. */
  cancel(
    partition: number,
    callId: string,
    hash: string,
  ): Promise<{ kind: "cancelled" } | Answered | { kind: "running" }>;
  /** What a call to an agent waits for now. */
  holder(agent: string, callId: string): Promise<Holder>;
  /**
   * Records `withdrawn` unless the call has an answer or an open record; one that waits goes with it. Needs no epoch: it
   * only sets an absent answer.
   */
  withdraw(
    call: Pick<Message, "callId" | "agent" | "hash" | "since" | "scope">,
    above: number,
  ): Promise<{ kind: "withdrawn" } | Answered | { kind: "running" }>;
  /**
   * Lets an open record wait: its events go, `opening` has the message with the next `attempt` and stays. Order: answer,
   * epoch. `closed`: no such record is open under the attempt before.
   */
  postpone(
    fence: Fence,
    opening: Omit<Opening, "events">,
  ): Promise<{ kind: "postponed" } | Answered | NotOwner | { kind: "closed" }>;
  /** All records, open or waiting, oldest first; `recover` counts a recovery of each, once an epoch. */
  openTurns(fence: Fence, recover: boolean): Promise<OpenTurn[] | NotOwner>;

  /** By time, then call id; `after` is the place of the last letter seen, which may be gone by now. */
  deadLetters(
    partition: number,
    page: { after?: { at: number; callId: string }; limit: number },
  ): Promise<DeadLetter[]>;
  deadLetter(partition: number, callId: string): Promise<DeadLetter | undefined>;
  countDeadLetters(partition: number): Promise<number>;
  /**
   * Takes a dead letter back: deletes its answer and puts the message, with its old events as `prior` and `stamp` as its
   * `since` and `stamp`, into the partition's outbox for `line`; from then on no older delivery of the call opens a record.
   * An unanswered ask keeps its call id: where its answer may be forgotten the message keeps its `since`, and below the
   * horizon it is `too_old` and stays a letter, like one that became a letter for that reason. `asks` of its old turn were
   * letters and replayed themselves: they count as unanswered. False when there is no such letter.
   */
  replay(partition: number, callId: string, line: LineName, stamp: number, asks?: string[]): Promise<TakenBack>;
  /** Whether a dead letter of this call was taken back; kept like an answer. */
  wasReplayed(partition: number, callId: string): Promise<boolean>;
  discard(partition: number, callId: string): Promise<boolean>;

  /**
   * What an owner says of its partition: the `oldest` message that it held lately, unless it cannot say, and the `horizon`
   * that it has learned. The partition's horizon is raised to that, never lowered, and its present value answered.
   */
  speak(fence: Fence, word: { oldest?: number; horizon?: number }): Promise<number | NotOwner>;
  /**
   * The oldest message that any partition held, by their owners' last words; undefined unless every partition has an owner
   * whose lease runs and a word that is at most `freshMs` old.
   */
  words(freshMs: number): Promise<number | undefined>;
  /** The highest horizon of all partitions. */
  horizon(): Promise<number>;
  /** Forgets answers whose time is over by the partition's horizon, at most so many, and says how many those were. */
  sweep(fence: Fence, limit: number): Promise<number | NotOwner>;

  /** Counts a recovery of each key (a job that was started before), once an epoch, and answers the counts. */
  recovered(fence: Fence, keys: string[]): Promise<number[] | NotOwner>;
  forget(fence: Fence, keys: string[]): Promise<void>;
  /** Marks that a suspect call begins alone; answers under how many epochs it was marked. `unmark` when its turn has ended. */
  mark(fence: Fence, callId: string): Promise<number | NotOwner>;
  unmark(fence: Fence, callId: string): Promise<void>;

  /** The oldest messages that wait to be sent, `after` an entry. */
  outbox(partition: number, page: { after?: string; limit: number }): Promise<OutboxEntry[]>;
  sent(fence: Fence, entryIds: string[]): Promise<{ kind: "removed" } | NotOwner>;
  outboxDepth(partition: number): Promise<number>;
  /** Keeps a message with `at` in its target's partition until it is due; the same call id is kept once. */
  park(fence: Fence, message: Message): Promise<{ kind: "parked" } | NotOwner>;
  /**
   * Moves what is due at `now` into the partition's outbox for the line that `lineOf` gives its agent, stamped `now`,
   * with `scheduledFor`. Answers when the next one is due.
   */
  wake(
    fence: Fence,
    now: number,
    lineOf: (agent: string) => LineName,
  ): Promise<{ kind: "woken"; next?: number } | NotOwner>;

  /** The schedules of a partition by when they are due, those of one moment by agent and name. */
  schedules(partition: number, page: { after?: SchedulePlace; limit: number }): Promise<Schedule[]>;
  /** An agent's own, by name. */
  schedulesOf(agent: string): Promise<Schedule[]>;
  /**
   * Advances schedules that are still due at that moment under that generation, and puts their ticks into the partition's
   * outbox; one that is not is left as it is, so that none is taken twice. One that is never due again is removed.
   */
  tick(fence: Fence, taken: Taken[]): Promise<{ kind: "ticked" } | NotOwner>;
}

export type SchedulePlace = { due: number; agent: string; name: string };

/** A partition's queue of one lane: doors' commands apart from nested asks and tells, so that these never wait behind. */
export type LineName = { partition: number; lane: string; kind: "doors" | "nested" };

export type Job = { id: string; messages: Message[] };

export interface Queues {
  /** On disk when it resolves. */
  add(line: LineName, envelope: Message[]): Promise<void>;
  /** Jobs that no silo has fetched. */
  waiting(line: LineName): Promise<number>;
  /** The id of the newest job that was ever added; 0 before the first. Jobs are fetched in the order of their ids. */
  newest(line: LineName): Promise<number>;
  /** The owner's end of a line. `mayFetch` is asked right before each job is taken. */
  intake(line: LineName, mayFetch: () => boolean): Intake;
  /** Milliseconds from one add on a line to the next, in which envelopes fill; none unless said. */
  readonly restBetweenAdds?: number;
  close(): Promise<void>;
}

export interface Intake {
  /** Jobs that were fetched and never finished, by whomever, in the order of their ids. */
  started(): Promise<Job[]>;
  /** The next job in order, at once or (`wait`) after at most a second. */
  next(wait: boolean): Promise<Job | undefined>;
  /** Forgets the job; also one that a dead owner fetched. */
  finish(jobId: string): Promise<void>;
  close(): Promise<void>;
}

/** Hints between processes: what is published may be lost, come twice, or overtake what was published before it. */
export interface Bus {
  publish(channel: string, body: string): Promise<void>;
  /** Hears what is published from when it resolves, and maybe some of before. `onGap`: some was lost until now. */
  subscribe(channel: string, onMessage: (body: string) => void, onGap?: () => void): Promise<void>;
  close(): Promise<void>;
}

export interface Clock {
  /** Whole milliseconds of Redis time. */
  now(): number;
  /** Milliseconds that never go back and that stand for this process only. */
  monotonic(): number;
  /** Calls back once; the answer cancels. */
  after(ms: number, callback: () => void): () => void;
  /** Resolves when all microtasks that now wait have run. */
  settle(): Promise<void>;
}
