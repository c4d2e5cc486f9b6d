import type { z } from "zod";
import type { Result } from "#lib/result.ts";

export type Schema = z.ZodType;
export type Query = { input?: Schema; returns: Schema };
export type Command = { input?: Schema; returns?: Schema; fails?: Record<string, Schema> };
export type Queries = Record<string, Query>;
export type Commands = Record<string, Command>;

// biome-ignore lint/suspicious/noConfusingVoidType: what a method without a value returns
export type Out<S> = S extends Schema ? z.output<S> : void;
export type Args<M> = M extends { input: infer S extends Schema } ? [input: z.input<S>] : [];
export type Input<M> = M extends { input: infer S extends Schema } ? z.output<S> : undefined;
// biome-ignore lint/suspicious/noConfusingVoidType: as above
export type Value<M> = M extends { returns: infer S } ? Out<S> : void;
// biome-ignore lint/complexity/noBannedTypes: `{}` is "no codes at all", so that keyof is never
export type Fails<M> = M extends { fails: infer F } ? F : {};
export type Refusal<M> = { [C in keyof Fails<M>]: { code: C; detail: Out<Fails<M>[C]> } }[keyof Fails<M>];
export type Outcome<M> = Result<Value<M>, Refusal<M>>;

/**
 * What may be said to an agent type: its queries, its commands and the codes with which it may refuse.
 * A contract imports no behaviour, so callers, doors and pages can share it and two agents can call each other.
 */
export interface Contract<N extends string, Q extends Queries, C extends Commands> {
  readonly name: N;
  readonly queries: Q;
  readonly commands: C;
}

export type AnyContract = Contract<string, Queries, Commands>;

/** Who started a chain of calls; inherited by nested calls and written into the journal. */
export type Caller = { kind: "guest" | "shopper" | "staff" | "key" | "system"; id: string };

export type Queried<Q extends Queries> = { [K in keyof Q]: (...args: Args<Q[K]>) => Promise<Value<Q[K]>> };
export type Asked<C extends Commands> = { [K in keyof C]: (...args: Args<C[K]>) => Promise<Outcome<C[K]>> };
export type Told<C extends Commands> = { [K in keyof C]: (...args: Args<C[K]>) => void };

export type ToQuery = <N extends string, Q extends Queries, C extends Commands>(
  to: Contract<N, Q, C>,
  id: string,
) => Queried<Q>;
/** `A` are the names of the types that may be asked. */
export type ToAsk<A extends string = string> = <N extends string, Q extends Queries, C extends Commands>(
  to: Contract<N, Q, C> & { readonly name: A },
  id: string,
) => Asked<C>;
export type ToTell = <N extends string, Q extends Queries, C extends Commands>(
  to: Contract<N, Q, C>,
  id: string,
  when?: { at?: Date; key?: string },
) => Told<C>;

/**
 * Declares a contract.
 *
 * @example
 * const counter = contract("counter", {
 *   queries: { getTotal: { returns: z.int() } },
 *   commands: { add: { input: z.object({ by: z.int() }), fails: { too_large: z.void() } } },
 * });
 */
export function contract<const N extends string, Q extends Queries, C extends Commands>(
  name: N,
  messages: { queries: Q; commands: C },
): Contract<N, Q, C> {
  for (const method of [...Object.keys(messages.queries), ...Object.keys(messages.commands)]) {
    if (method.startsWith("$"))
      throw new Error(`contract ${name}: "${method}" begins as the runtime's own commands do`);
  }
  for (const method of Object.keys(messages.queries)) {
    if (method in messages.commands) throw new Error(`contract ${name}: "${method}" is both a query and a command`);
  }
  return { name, ...messages };
}
