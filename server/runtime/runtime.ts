import type { Args, Asked, Caller, Commands, Contract, Queries, ToQuery } from "./contract.ts";

export type ToAskOutside = <N extends string, Q extends Queries, C extends Commands>(
  to: Contract<N, Q, C>,
  id: string,
  how?: { key?: string; deadline?: Date },
) => Asked<C>;

export type ToTellOutside = <N extends string, Q extends Queries, C extends Commands>(
  to: Contract<N, Q, C>,
  id: string,
  how?: { key?: string; at?: Date },
) => { [K in keyof C]: (...args: Args<C[K]>) => Promise<{ callId: string }> };

/** Outside a turn: what doors, pages and tests hold. */
export interface Runtime {
  as(caller: Caller): { query: ToQuery; ask: ToAskOutside; tell: ToTellOutside };
}
