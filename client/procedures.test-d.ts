import { type inferRouterInputs, type inferRouterOutputs, initTRPC, tracked } from "@trpc/server";
import type { AppRouter } from "#server/api/root.ts";
import type { GranaryClient, GranaryInputs, GranaryOutputs } from "./granary-client.ts";
import type { Described } from "./procedures.ts";

type Alike<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

// a subscription is its events: that it returns nothing is written in several ways
type Told<T> = T extends AsyncIterable<infer Event> ? AsyncIterable<Event> : T;

/** The names of the procedures of which one side says something else than the other. */
type Different<A, B> = {
  [Noun in keyof A & keyof B]: {
    [Verb in keyof A[Noun] & keyof B[Noun]]: Alike<Told<A[Noun][Verb]>, Told<B[Noun][Verb]>> extends true
      ? never
      : [Noun, Verb];
  }[keyof A[Noun] & keyof B[Noun]];
}[keyof A & keyof B];

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

export const nouns: Alike<keyof GranaryInputs, keyof Inputs> = true;
export const inputs = (different: Different<GranaryInputs, Inputs>): never => different;
export const outputs = (different: Different<GranaryOutputs, Outputs>): never => different;

// @ts-expect-error inputs are not outputs: the comparison finds differences
export const mixed = (different: Different<GranaryInputs, Outputs>): never => different;

export const noSuchProcedure = (client: GranaryClient) =>
  // @ts-expect-error only what the router has
  client.pricing.forget;

const t = initTRPC.create();
const ticker = t.router({
  clock: {
    ticks: t.procedure.subscription(async function* () {
      yield tracked("1", { at: "now" as string | null });
    }),
  },
});
type Ticks = Described<(typeof ticker)["_def"]["record"]>["clock"]["ticks"];

export const kind: Ticks["type"] = "subscription";
export async function events(given: Ticks["output"]): Promise<string | null> {
  for await (const { data } of given) return data.at;
  return null;
}
// @ts-expect-error an event is not any
export const noEvent = (given: Ticks["output"]): AsyncIterable<number> => given;
