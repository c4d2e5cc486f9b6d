import { z } from "zod";
import { agent } from "#runtime/agent.ts";
import { contract } from "#runtime/contract.ts";

/** An agent that counts its ticks. */
export const clockwork = contract("clockwork", {
  queries: { getTicks: { returns: z.int() } },
  commands: { tick: {} },
});

export const createClockwork = () =>
  agent(clockwork, {
    state: z.object({ ticks: z.int() }),
    initial: () => ({ ticks: 0 }),
    queries: { getTicks: ({ state }) => state.ticks },
    commands: {
      tick({ draft, ok }) {
        draft.ticks += 1;
        return ok();
      },
    },
  });
