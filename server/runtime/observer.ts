import type { Message } from "./message.ts";
import type { Fence, LineName, Read } from "./ports.ts";

/** Where something stands in a trace: a W3C `traceparent`. The runtime carries it and never looks inside. */
export type Trace = string;

/** One thing that is watched, from its begin to its end. */
export interface Watch {
  /** Goes along with what comes of it, which is then seen as a part of it. Absent where nothing is traced. */
  readonly trace?: Trace | undefined;
  end(outcome: string): void;
}

export interface TurnWatch extends Watch {
  /** The author's code has ended; `end` says whether that was committed. */
  ran(outcome: string): void;
}

/** A query in this process; `trace` is of whoever asks, where that is a turn or another query. */
export type SeenQuery = { agent: string; method: string; trace?: Trace };

/** A turn that ends in a commit. */
export type SeenTurn = { message: Message; watch?: TurnWatch | undefined };

/** How a partition stands, as its owner says once a second. */
export type Depths = {
  /** Messages that wait to be fetched, about. */
  queued: readonly { line: LineName; messages: number }[];
  /** Messages in all mailboxes, and in the longest of them. */
  inMailboxes: number;
  longestMailbox: number;
  /** Messages that wait to be relayed, and entries that the feed keeps. */
  outbox: number;
  feed: number;
  /** Turn records that are open, and the age of the oldest one's root. */
  openTurns: number;
  oldestTurnMs: number;
};

/**
 * What the runtime tells of itself: the one way by which metrics and traces see it. A process without an observer runs
 * none of this. What an observer throws would be the runtime's fault, so it throws nothing.
 */
export interface Observer {
  /** A door sends a command: it waits for the answer of an `ask`, for the acceptance of a `tell`. */
  command(message: Message, how: "ask" | "tell"): Watch;
  /** A door's message is brought to its queue; ends when it is on disk there. */
  accept(message: Message): Watch;
  /** A turn asks another agent, whichever way the message goes. */
  ask(message: Message): Watch;
  query(query: SeenQuery): Watch;
  /** A turn's `ctx.run`. */
  effect(step: string, message: Message, trace: Trace | undefined): Watch;
  /** One attempt of a command; `attempt` counts from 0 what the author's code has thrown before. */
  turn(message: Message, attempt: number): TurnWatch;
  /** Turns of one agent commit together. */
  commit(turns: readonly SeenTurn[]): Watch;
  /** What a reader lacked of a state: "unchanged" is a copy that could be used as it was. */
  read(agent: string, kind: Read["kind"]): void;
  /** So many messages were put into a queue in one job. */
  envelope(line: LineName, messages: number): void;
  deadLetter(message: Message, reason: string): void;
  /** A write was refused because the epoch is over. */
  refused(operation: string): void;
  /** This process has become a partition's owner; `handedBack` when the one before it gave it up itself. */
  tookOver(fence: Fence, handedBack: boolean): void;
  depths(partition: number, depths: Depths): void;
  /** This process owns the partition no more. */
  left(partition: number): void;
}
