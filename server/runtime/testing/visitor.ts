import { z } from "zod";
import { agent } from "../agent.ts";
import { contract } from "../contract.ts";

/** What a visit does: groups of further visits, one group after the other, each in parallel; then it notes itself. */
export type Plan = { note: string; asks: { to: string; plan: Plan }[][] };

const plan: z.ZodType<Plan> = z.object({
  note: z.string(),
  get asks() {
    return z.array(z.array(z.object({ to: z.string(), plan })));
  },
});

export const visitor = contract("visitor", {
  queries: { getNotes: { returns: z.array(z.string()) } },
  commands: { visit: { input: plan } },
});

/** An agent that asks others of its kind whatever it is told to: call graphs of any form. `linger` is an effect before the end. */
export const createVisitor = (linger: (note: string) => Promise<void> = async () => {}) =>
  agent(visitor, {
    state: z.object({ notes: z.array(z.string()) }),
    initial: () => ({ notes: [] }),
    queries: { getNotes: ({ state }) => [...state.notes] },
    commands: {
      async visit({ draft, input, ctx, ok }) {
        for (const group of input.asks) {
          await Promise.all(group.map(({ to, plan }) => ctx.ask(visitor, to).visit(plan)));
        }
        await linger(input.note);
        draft.notes.push(input.note);
        return ok();
      },
    },
  });

/** A visit to one agent after the other, each asked by the one before. */
export function chain(note: string, [to, ...further]: string[]): Plan {
  return { note, asks: to === undefined ? [] : [[{ to, plan: chain(`${note}.${to}`, further) }]] };
}
