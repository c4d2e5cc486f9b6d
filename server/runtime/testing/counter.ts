import { z } from "zod";
import { agent } from "../agent.ts";
import { contract } from "../contract.ts";

// A small pair of agents for the runtime's own tests: a counter that remembers who added what, and a ledger that asks
// and tells counters.

export const counter = contract("counter", {
  queries: {
    getTotal: { returns: z.int() },
    getAdditions: { returns: z.array(z.string()) },
  },
  commands: {
    add: {
      input: z.object({ by: z.int(), note: z.string().optional() }),
      returns: z.int(),
      fails: { too_large: z.object({ limit: z.int() }) },
    },
    touch: {},
    breakDown: { input: z.object({ times: z.int() }) },
  },
});

/** `breakages` counts how often `breakDown` threw, by agent: state that no turn may have, so it lives outside. */
export const createCounter = (breakages: Map<string, number> = new Map(), version: 1 | 2 = 1) =>
  agent(counter, {
    version,
    migrate: { 1: (older) => older },
    state: z.object({ total: z.int(), additions: z.array(z.string()) }),
    initial: () => ({ total: 0, additions: [] }),
    queries: {
      getTotal: ({ state }) => state.total,
      getAdditions: ({ state }) => [...state.additions],
    },
    commands: {
      add({ draft, input, ok, fail }) {
        if (input.by > 1000) return fail("too_large", { limit: 1000 });
        draft.total += input.by;
        if (input.note !== undefined) draft.additions.push(input.note);
        return ok(draft.total);
      },
      touch: ({ ok }) => ok(),
      breakDown({ draft, input, ctx, ok }) {
        const before = breakages.get(ctx.id) ?? 0;
        draft.total += 1;
        if (before < input.times) {
          breakages.set(ctx.id, before + 1);
          throw new Error(`broken for the ${before + 1}. time`);
        }
        return ok();
      },
    },
  });

export const ledger = contract("ledger", {
  queries: { getEntries: { returns: z.array(z.string()) } },
  commands: {
    /** Asks each counter in parallel, tells each that it was done, and keeps what they answered. */
    collect: {
      input: z.object({ from: z.array(z.string()), by: z.int() }),
      returns: z.int(),
      fails: { refused: z.void() },
    },
    /** Reads each counter and then asks it, all at once: the order in which answers come decides the order of steps. */
    readThenAsk: { input: z.object({ from: z.array(z.string()) }), returns: z.array(z.int()) },
    askMyself: {},
    effect: { input: z.object({ name: z.string() }), returns: z.string() },
  },
});

export const createLedger = (effects: { run: (key: string) => Promise<string> } = { run: async (key) => key }) =>
  agent(ledger, {
    state: z.object({ entries: z.array(z.string()) }),
    initial: () => ({ entries: [] }),
    queries: { getEntries: ({ state }) => [...state.entries] },
    commands: {
      async collect({ draft, input, ctx, ok, fail }) {
        const answers = await Promise.all(input.from.map((id) => ctx.ask(counter, id).add({ by: input.by })));
        let sum = 0;
        for (const [i, answer] of answers.entries()) {
          if (!answer.ok) return fail("refused");
          sum += answer.value;
          ctx.tell(counter, `told-${input.from[i]}`).add({ by: 1, note: ctx.newId() });
        }
        draft.entries.push(`${ctx.now().getTime()}:${sum}`);
        return ok(sum);
      },
      async readThenAsk({ draft, input, ctx, ok }) {
        const totals = await Promise.all(
          input.from.map(async (id) => {
            const before = await ctx.query(counter, id).getTotal();
            const after = await ctx.ask(counter, id).add({ by: before + 1 });
            return after.ok ? after.value : -1;
          }),
        );
        draft.entries.push(totals.join(","));
        return ok(totals);
      },
      async askMyself({ ctx, ok }) {
        await ctx.ask(ledger, ctx.id).askMyself();
        return ok();
      },
      async effect({ draft, input, ctx, ok }) {
        const value = await ctx.run(input.name, (key) => effects.run(key));
        draft.entries.push(value);
        return ok(value);
      },
    },
  });
