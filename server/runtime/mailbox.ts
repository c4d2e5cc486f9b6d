import { ChurningMap } from "./churning-map.ts";
import type { Answer, Message, Refused } from "./message.ts";
import type { TurnWatch } from "./observer.ts";
import type { TurnRecord } from "./turn-record.ts";

/** Told once when a message of a job needs the job no more. */
export type JobShare = () => void;

/** Somebody who waits for an answer: a bus channel, or a caller in this process. */
export type Waiter = { channel: string } | { tell: (answer: Answer | Refused | "dropped") => void };

/** One message in its agent's mailbox, from its first delivery to its answer. */
export type Entry = {
  message: Message;
  waiters: Waiter[];
  jobs: JobShare[];
  record?: TurnRecord;
  /** What the author's code has thrown so far. */
  attempts: number;
  /** Monotonic time before which it is not tried again. */
  notBefore: number;
  /** It may have been run before: ask the store for its answer first. */
  lookUp: boolean;
  /** Before it runs, the nested calls that wait go first: it was in the way of one. */
  yields: boolean;
  /** It was there when a process died, twice: it runs alone. */
  suspect: boolean;
  /** It is the tick of a schedule that no longer stands: it ends as `cancelled`. */
  superseded?: boolean;
  /** The least `since` of its deliveries. */
  oldest: number;
  /** Its present attempt, where somebody watches. */
  watch?: TurnWatch;
  /** Monotonic time at which this owner first ran its turn. */
  begun?: number;
};

export type Delivery = { message: Message; waiter?: Waiter; job?: JobShare; lookUp?: boolean; suspect?: boolean };

export interface Mailbox {
  readonly size: number;
  /** The message whose turn it is. */
  head(): Entry | undefined;
  /** Adds a message, or joins it to the unfinished one with its call id; `key_reused` when their inputs differ. */
  deliver(delivery: Delivery): "added" | "joined" | "key_reused";
  /** Takes an entry out of the order while its turn waits for the commit. */
  take(entry: Entry): void;
  /** Puts taken entries back at the front, in their order. */
  putBack(entries: readonly Entry[]): void;
  /** Lets the message of an open record go first. */
  first(callId: string): Entry | undefined;
  /** Lets the nested calls that wait go before an entry; false when there are none. Others keep their order. */
  letNestedPass(entry: Entry): boolean;
  get(callId: string): Entry | undefined;
  /** Forgets an entry that is answered. */
  remove(entry: Entry): void;
  has(callId: string): boolean;
  all(): Iterable<Entry>;
}

/** An agent's waiting messages, keyed by call id: a second delivery joins an unfinished first. */
export function createMailbox(): Mailbox {
  const byCall = new ChurningMap<string, Entry>();
  let order: Entry[] = [];

  function leave(entry: Entry): void {
    if (order[0] === entry) order.shift();
    else order = order.filter((other) => other !== entry);
  }

  return {
    get size() {
      return byCall.size;
    },
    head: () => order[0],
    deliver({ message, waiter, job, lookUp = false, suspect = false }) {
      const before = byCall.get(message.callId);
      if (before && before.message.hash !== message.hash) return "key_reused";
      if (before) {
        join(before, message, waiter, job);
        return "joined";
      }
      const entry: Entry = {
        message,
        waiters: waiter ? [waiter] : [],
        jobs: job ? [job] : [],
        attempts: 0,
        notBefore: 0,
        lookUp,
        yields: false,
        suspect,
        oldest: message.since,
      };
      byCall.set(message.callId, entry);
      order.push(entry);
      return "added";
    },
    take: leave,
    putBack(entries) {
      order.unshift(...entries);
    },
    first(callId) {
      const entry = byCall.get(callId);
      if (!entry) return undefined;
      order = [entry, ...order.filter((other) => other !== entry)];
      return entry;
    },
    letNestedPass(entry) {
      const others = order.filter((other) => other !== entry);
      const isNested = ({ message }: Entry) => message.chain.length > 0;
      const nested = others.filter(isNested);
      order = [...nested, entry, ...others.filter((other) => !isNested(other))];
      return nested.length > 0;
    },
    get: (callId) => byCall.get(callId),
    remove(entry) {
      byCall.delete(entry.message.callId);
      leave(entry);
    },
    has: (callId) => byCall.has(callId),
    all: () => byCall.values(),
  };
}

function join(entry: Entry, message: Message, waiter: Waiter | undefined, job: JobShare | undefined): void {
  if (waiter) entry.waiters.push(waiter);
  entry.oldest = Math.min(entry.oldest, message.since);
  // An open record owns the message, so a further job is not needed at all.
  if (job && entry.record?.isOpen) job();
  else if (job) entry.jobs.push(job);
  const { deadline, ...rest } = entry.message;
  const latest =
    deadline === undefined || message.deadline === undefined ? undefined : Math.max(deadline, message.deadline);
  entry.message = latest === undefined ? rest : { ...rest, deadline: latest };
}
