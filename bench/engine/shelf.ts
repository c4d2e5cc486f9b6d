import { z } from "zod";
import { agent } from "#runtime/agent.ts";
import { type Contract, contract } from "#runtime/contract.ts";

// The agent that is measured where the shop's own would measure themselves: as large, and with as long a journal, as asked.

const Line = z.object({ name: z.string(), quantity: z.int().nonnegative() });

const messages = {
  queries: {
    /** The same few bytes, however large the shelf. */
    getQuantity: { input: z.object({ line: z.int() }), returns: z.int() },
  },
  commands: {
    /** Puts so many lines on it, of some hundred bytes each. */
    stock: { input: z.object({ lines: z.int().positive() }) },
    /** Changes one line. */
    take: { input: z.object({ line: z.int() }), returns: z.int() },
    /** Asks another shelf from within its turn, which needs a turn record. */
    takeFrom: { input: z.object({ from: z.string() }), returns: z.int() },
  },
};

export const shelf = contract("shelf", messages);
/** As a shelf, with all of its history. */
export const keptShelf = contract("kept-shelf", messages);

/** Of a line's JSON. */
export const lineBytes = 100;

const padding = "-".repeat(60);
const keyOf = (line: number): string => `line-${String(line).padStart(6, "0")}`;
const lineOf = (line: number) => ({ name: `Enamel mug ${line} ${padding}`.slice(0, 60), quantity: 1 });

type Shelf<N extends string> = Contract<N, typeof messages.queries, typeof messages.commands>;

const createShelf = <N extends string>(of: Shelf<N>, history: "tail" | "all") =>
  agent(of, {
    state: z.object({ lines: z.record(z.string(), Line) }),
    initial: () => ({ lines: {} }),
    history,
    queries: { getQuantity: ({ state, input }) => state.lines[keyOf(input.line)]?.quantity ?? 0 },
    commands: {
      stock({ draft, input, ok }) {
        for (let line = 0; line < input.lines; line++) draft.lines[keyOf(line)] = lineOf(line);
        return ok();
      },
      take({ draft, input, ok }) {
        const key = keyOf(input.line);
        const line = draft.lines[key] ?? lineOf(input.line);
        line.quantity += 1;
        draft.lines[key] = line;
        return ok(line.quantity);
      },
      async takeFrom({ draft, input, ctx, ok }) {
        const taken = await ctx.ask(shelf, input.from).take({ line: 0 });
        draft.lines[keyOf(0)] ??= lineOf(0);
        return ok(taken.ok ? taken.value : 0);
      },
    },
  });

export const createShelves = () => [createShelf(shelf, "tail"), createShelf(keptShelf, "all")];
