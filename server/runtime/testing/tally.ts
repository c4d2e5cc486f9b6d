import { z } from "zod";
import { agent } from "../agent.ts";
import { contract } from "../contract.ts";
import type { AnyAgent } from "../types.ts";

// The same agents in two releases: the newer keeps its sum under another name, counts additions and knows one command more.

const queries = { getTotal: { returns: z.int() }, getBroken: { returns: z.int() } };
const commands = {
  add: { input: z.object({ by: z.int() }), returns: z.int() },
  /** Runs an effect and then adds what it was worth. */
  earn: { returns: z.int() },
};

export const tally = contract("tally", { queries, commands });
/** As the newer release has it. */
export const newerTally = contract("tally", { queries, commands: { ...commands, double: { returns: z.int() } } });
/** Adds to itself what a tally has, read in its turn. */
export const reader = contract("reader", {
  queries: {},
  commands: { read: { input: z.object({ id: z.string() }), returns: z.int() } },
});
export const newcomer = contract("newcomer", { queries: {}, commands: { greet: { returns: z.string() } } });

type Effects = { earn: (key: string) => Promise<number> };
const noEffects: Effects = { earn: async () => 1 };

const createReader = () =>
  agent(reader, {
    state: z.object({ seen: z.int() }),
    initial: () => ({ seen: 0 }),
    queries: {},
    commands: {
      async read({ draft, input, ctx, ok }) {
        draft.seen += await ctx.query(tally, input.id).getTotal();
        return ok(draft.seen);
      },
    },
  });

export const olderRelease = ({ earn }: Effects = noEffects): AnyAgent[] => [
  createReader(),
  agent(tally, {
    state: z.object({ total: z.int() }),
    initial: () => ({ total: 0 }),
    queries: {
      getTotal: ({ state }) => state.total,
      getBroken: ({ state }) => state.total,
    },
    commands: {
      add({ draft, input, ok }) {
        draft.total += input.by;
        return ok(draft.total);
      },
      async earn({ draft, ctx, ok }) {
        draft.total += await ctx.run("earn", earn);
        return ok(draft.total);
      },
    },
  }),
];

type Older = { total: number };
const toSum = ({ total }: Older): unknown => ({ sum: total, additions: 0 });

/** With another `migrate` it is a release whose author has made a mistake. */
export const newerRelease = ({ earn }: Effects = noEffects, migrate: (older: Older) => unknown = toSum): AnyAgent[] => [
  createReader(),
  agent(newerTally, {
    state: z.object({ sum: z.int(), additions: z.int() }),
    version: 2,
    migrate: { 1: migrate },
    initial: () => ({ sum: 0, additions: 0 }),
    queries: {
      getTotal: ({ state }) => state.sum,
      getBroken() {
        throw new Error("this query is broken");
      },
    },
    commands: {
      add({ draft, input, ok }) {
        draft.sum += input.by;
        draft.additions += 1;
        return ok(draft.sum);
      },
      async earn({ draft, ctx, ok }) {
        draft.sum += await ctx.run("earn", earn);
        return ok(draft.sum);
      },
      double({ draft, ok }) {
        draft.sum *= 2;
        return ok(draft.sum);
      },
    },
  }),
  agent(newcomer, {
    state: z.object({ greeted: z.int() }),
    initial: () => ({ greeted: 0 }),
    queries: {},
    commands: {
      greet({ draft, ctx, ok }) {
        draft.greeted += 1;
        return ok(`hello from ${ctx.id}`);
      },
    },
  }),
];
