import { existsSync } from "node:fs";
import { z } from "zod";
import { agent } from "#runtime/agent.ts";
import { contract } from "#runtime/contract.ts";

export const worker = contract("worker", {
  queries: { getDone: { returns: z.int() } },
  commands: {
    work: { input: z.object({ how: z.enum(["well", "throw", "loop", "exit"]), ballast: z.string().optional() }) },
  },
});

/** A worker that fails as it is told to for as long as the file is there: a cause outside, that may go. */
export const createWorker = (cause: string) =>
  agent(worker, {
    state: z.object({ done: z.int() }),
    initial: () => ({ done: 0 }),
    queries: { getDone: ({ state }) => state.done },
    commands: {
      async work({ draft, input, ctx, ok }) {
        const fails = existsSync(cause);
        if (fails && input.how === "throw") throw new Error("the cause is there");
        if (fails && input.how === "exit") process.exit(1);
        while (fails && input.how === "loop");
        if (input.ballast !== undefined) await ctx.ask(worker, "helper").work({ how: "well" });
        draft.done++;
        return ok();
      },
    },
  });
