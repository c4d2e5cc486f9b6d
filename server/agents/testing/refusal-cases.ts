import type { Command, Commands, Contract, Fails, Out, Outcome, Queries } from "#runtime/contract.ts";
import type { Shop } from "./shop.ts";

/** How a code is reached, and the detail that it then has. */
type RefusalCase<M, Code extends keyof Fails<M>> = {
  given?: (shop: Shop) => Promise<unknown>;
  when: (shop: Shop) => Promise<Outcome<M>>;
  detail: Out<Fails<M>[Code]> | ((shop: Shop) => Promise<Out<Fails<M>[Code]>>);
};

type Refusing<C extends Commands> = {
  [M in keyof C as C[M] extends { fails: object } ? M : never]: {
    [Code in keyof Fails<C[M]>]: RefusalCase<C[M], Code>;
  };
};

/** One case for every code of every command of a contract. */
export type RefusalCases<T> = T extends Contract<string, Queries, infer C> ? Refusing<C> : never;

/** The same, looked up by the names that a walk over the contracts finds. */
export type AnyRefusalCases = Record<string, Record<string, RefusalCase<Command, never>>>;
