import type { Draft, Immutable } from "immer";
import type { z } from "zod";
import type {
  AnyContract,
  Caller,
  Commands,
  Contract,
  Fails,
  Input,
  Out,
  Outcome,
  Queries,
  Schema,
  ToAsk,
  ToQuery,
  ToTell,
  Value,
} from "./contract.ts";

/** What queries and turns may do: read others, know the time. */
interface ReadContext {
  readonly id: string;
  query: ToQuery;
  now(): Date;
}

/** What a query may do besides. */
export interface QueryContext extends ReadContext {
  /**
   * Says until when the answer stays the same although it depends on the time, null for ever; states may change it
   * all the same. So it may be given again: an answer for which `now` was asked, and not this, is made anew each time.
   *
   * @example ctx.holdsUntil(sale.end === null ? null : new Date(sale.end));
   */
  holdsUntil(at: Date | null): void;
}

/** What a stateless agent may do besides: walk the directory. It has queries only, so it never asks. */
export interface EphemeralContext extends QueryContext {
  list(
    of: AnyContract,
    page?: { prefix?: string; cursor?: string; limit?: number },
  ): Promise<{ ids: string[]; cursor?: string }>;
}

/**
 * What a turn may do.
 *
 * - `query` reads the committed state of any agent, at the turn's time.
 * - `ask` waits for another agent's command. It is written into the turn's record before it leaves, so a crash repeats
 *   the turn with the same answers and the callee runs once. A later `fail` of this turn does not undo it.
 * - `tell` leaves with the commit, and not at all when the turn fails. `at` delays it; the same `key` is told once.
 * - `run` does something outside. It runs again when the process dies inside it: hand its `idempotencyKey` on.
 * - `now` and `newId` answer the same when the turn is repeated.
 *
 * @example const order = await ctx.ask(orderContract, ctx.newId()).initializeOrder({ lines });
 */
export interface TurnContext<A extends string = string> extends ReadContext {
  readonly caller: Caller;
  /** When a scheduled message was due; absent for the others. */
  readonly scheduledFor?: Date;
  ask: ToAsk<A>;
  tell: ToTell;
  run<T>(step: string, effect: (idempotencyKey: string, signal: AbortSignal) => Promise<T>): Promise<T>;
  newId(): string;
  log(message: string, fields?: Record<string, unknown>): void;
}

/** `A` are the names of the types that the agent declares to ask. */
export type Turn<S extends Schema, M, A extends string = string> = {
  draft: Draft<z.output<S>>;
  input: Input<M>;
  ctx: TurnContext<A>;
  ok: Value<M> extends void ? () => Outcome<M> : (value: Value<M>) => Outcome<M>;
  fail: <K extends keyof Fails<M>>(
    code: K,
    ...detail: Fails<M>[K] extends z.ZodVoid ? [] : [Out<Fails<M>[K]>]
  ) => Outcome<M>;
};

/** How often what the author's code throws is tried again before the message becomes a dead letter. */
export type RetryPolicy = { attempts: number; delay: number; factor: number; jitter: number };

export type Behaviour<S extends Schema, Q extends Queries, C extends Commands, A extends string = string> = {
  /** The types whose commands its turns ask; others are refused. Without it any may be, and circles are not foreseen. */
  asks?: readonly (AnyContract & { readonly name: A })[];
  /** The shape of the state; its root is an object of JSON values. New state is checked against it before each commit. */
  state: S;
  initial: (id: string) => z.input<S>;
  queries: {
    [K in keyof Q]: (args: {
      state: Immutable<z.output<S>>;
      input: Input<Q[K]>;
      ctx: QueryContext;
    }) => Value<Q[K]> | Promise<Value<Q[K]>>;
  };
  commands: { [K in keyof C]: (args: Turn<S, C[K], A>) => Outcome<C[K]> | Promise<Outcome<C[K]>> };
  /** The state's schema version, 1 unless said; `migrate[n]` turns a state of version n into one of n + 1. */
  version?: number;
  migrate?: Record<number, (older: never) => unknown>;
  /** What the journal keeps below the newest snapshot: nothing ("tail", the default), everything, or so many entries. */
  history?: "tail" | "all" | number;
  /** A queue of its own, so that slow turns never hold up those of other types. */
  lane?: string;
  retry?: { [K in keyof C]?: Partial<RetryPolicy> };
};

export interface Agent<
  N extends string,
  Q extends Queries,
  C extends Commands,
  S extends Schema,
  A extends string = string,
> {
  contract: Contract<N, Q, C>;
  behaviour: Behaviour<S, Q, C, A>;
}

/** Binds a behaviour to its contract. Take what it needs from outside as arguments of the function that calls this. */
export function agent<
  N extends string,
  Q extends Queries,
  C extends Commands,
  S extends Schema,
  A extends string = string,
>(of: Contract<N, Q, C>, behaviour: Behaviour<S, Q, C, A>): Agent<N, Q, C, S, A> {
  const version = behaviour.version ?? 1;
  for (let older = 1; older < version; older++) {
    if (!behaviour.migrate?.[older]) throw new Error(`agent ${of.name}: version ${version} has no migrate[${older}]`);
  }
  return { contract: of, behaviour };
}

export type EphemeralBehaviour<Q extends Queries> = {
  [K in keyof Q]: (args: { input: Input<Q[K]>; ctx: EphemeralContext }) => Value<Q[K]> | Promise<Value<Q[K]>>;
};

export interface Ephemeral<N extends string, Q extends Queries> {
  // biome-ignore lint/complexity/noBannedTypes: `{}` is "no commands at all"
  contract: Contract<N, Q, {}>;
  ephemeral: EphemeralBehaviour<Q>;
}

/** An agent without state: it runs anywhere, in parallel, and answers queries only. */
export function ephemeral<N extends string, Q extends Queries>(
  // biome-ignore lint/complexity/noBannedTypes: `{}` is "no commands at all"
  of: Contract<N, Q, {}>,
  behaviour: EphemeralBehaviour<Q>,
): Ephemeral<N, Q> {
  return { contract: of, ephemeral: behaviour };
}
