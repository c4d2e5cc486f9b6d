import type { Caller } from "./contract.ts";
import type { Trace } from "./observer.ts";
import type { Scope } from "./retention.ts";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** One invocation on its way to an agent. Times are milliseconds of Redis time. */
export type Message = {
  callId: string;
  /** The call that began the chain: a door's command, or a tell when it was taken. */
  rootId: string;
  /** When that root was sent: below the horizon it is refused. Every copy of a call without a key has the same. */
  since: number;
  /** What its root's key is known by; absent without a key. */
  scope?: Scope;
  /** The time inside the turn. */
  stamp: number;
  caller: Caller;
  /** The agents whose turns wait for this one, outermost first. */
  chain: string[];
  /** `type/id` */
  agent: string;
  method: string;
  input?: Json;
  /** Of method and input, or the time where a door made the id: the same call id with another hash is refused as `key_reused`. */
  hash: string;
  /** Not begun by then, it is answered `deadline_exceeded`. Nested asks and tells have none. */
  deadline?: number;
  /** The bus channel on which the caller waits. */
  reply?: string;
  /** A tell for later: parked in the target's partition until then. */
  at?: number;
  /** When a parked message was due. */
  scheduledFor?: number;
  /** Of a schedule's message: it counts only while the schedule stands under that generation. */
  tick?: { schedule: string; generation: number };
  /** Of what sent it: its turn, here or after a takeover, is seen as a part of that. */
  trace?: Trace;
  /** How often this call began anew, replayed or withdrawn; its steps then get call ids of their own. */
  attempt?: number;
  /** Not a command: a query for the owner, whose `chain` are the queries that wait for it. Nothing of it is kept. */
  query?: true;
  /** A replayed dead letter brings the events of its old turn record. */
  prior?: TurnEvent[];
};

/** What is kept under a call id once its turn has ended. */
export type Answer =
  | { kind: "ok"; value?: Json }
  | { kind: "fail"; code: string; detail?: Json }
  | { kind: "cancelled" }
  | { kind: "dead_lettered"; error: string }
  /** A nested call taken back to end a circle of waits: the turn that asked begins anew, `above` turns above it as well. */
  | { kind: "withdrawn"; above: number };

export type KeptAnswer = { answer: Answer; hash: string };

/** What a reply may say besides an answer; never kept, so asking again with the same key may still succeed. */
export type Refused = { kind: "refused"; code: "deadline_exceeded" | "key_reused"; message: string };

/** An answer is for those who sent the same input: others under this call id are answered by themselves. */
export type ReplyBody = { callId: string; hash: string; answer: Answer | Refused };

/** One line of a turn record, in the order in which it happened. `n` numbers the turn's queries and steps as called. */
export type TurnEvent =
  /** `error` instead of a value: the query threw. */
  | { kind: "query"; n: number; to: string; method: string; hash: string; value: Json | undefined; error?: string }
  /** `id` is the call id of an ask, the idempotency key of a run. */
  | { kind: "step"; n: number; id: string; step: "ask" | "run"; to: string; method: string; hash: string }
  | { kind: "answer"; n: number; answer: StepAnswer };

export type StepAnswer =
  | Answer
  | { kind: "value"; value?: Json }
  | { kind: "fault"; code: "key_reused" | "cycle"; message: string };
