import type { AppRouter } from "#server/api/root.ts";

// the declarations made from this file spell every type out: what is imported would have to be installed

type Spelled<T> = Boxed<T>[0];
// out of a tuple, and under keys written anew, a type has lost its name
type Boxed<T> = T extends string | number | boolean | null | undefined
  ? [T]
  : T extends void
    ? [T]
    : unknown extends T
      ? [unknown]
      : T extends (infer Entry)[]
        ? [Spelled<Entry>[]]
        : T extends AsyncIterable<infer Event>
          ? [AsyncIterable<Spelled<Event>>]
          : [T extends infer O ? { [K in keyof O as `${K & string}`]: Spelled<O[K]> } : never];

type Same<T> = T extends infer O ? { [K in keyof O]: O[K] } : never;

/** A router's procedures with their kind, what goes in and what comes out. */
export type Described<Router> = Router extends infer R
  ? {
      [K in keyof R]: R[K] extends { _def: { type: infer Kind; $types: { input: infer Input; output: infer Output } } }
        ? Same<{ type: Kind; input: Spelled<Input>; output: Spelled<Output> }>
        : Described<R[K]>;
    }
  : never;

declare function typeOnly<T>(): Same<T>;

/** Every procedure of the shop. Only its type is for use: nothing here ever runs. */
export const procedures = typeOnly<Described<AppRouter["_def"]["record"]>>();

/** What every thrown error carries. */
export const errorShape = typeOnly<Spelled<AppRouter["_def"]["_config"]["$types"]["errorShape"]>>();
