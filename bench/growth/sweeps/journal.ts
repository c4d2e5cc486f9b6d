import { closedLoop } from "../../engine/closed-loop.ts";
import { createShelves, keptShelf } from "../../engine/shelf.ts";
import { measureCosts } from "../measure-costs.ts";
import { shownCount } from "../shown-x.ts";
import type { Point, Sweep } from "../sweep.ts";

const about = { namespace: "journal", partitions: 4, agents: createShelves() };
const lines = 10;
/** As many as a door lets wait for one agent at once, and fewer. */
const writers = 250;
const page = { limit: 50, states: false };

/** How many commits an agent has behind it that keeps all of its history. */
export const journal: Sweep = {
  name: "journal",
  of: "commits in the journal",
  title: "As the history of an agent is longer",
  xs: { quick: [10, 100, 1000, 5000], whole: [10, 100, 1000, 10_000, 100_000] },
  shown: shownCount,

  async measure(world, xs, pace) {
    const silo = await world.engine({ ...about, silo: true });
    const [forgetful, reader] = [
      await world.engine({ ...about, silo: false, forgets: true }),
      await world.engine({ ...about, silo: false }),
    ];
    const points: Point[] = [];
    for (const x of xs) {
      // its measured commands are commits too, so each length has an agent of its own
      const id = `j${x}`;
      const take = (n: number) => silo.as.ask(keptShelf, id).take({ line: n % lines });
      await silo.as.ask(keptShelf, id).stock({ lines });
      await closedLoop({ callers: writers, calls: x, ms: Number.POSITIVE_INFINITY, call: take });
      const costs = await measureCosts(
        world.cpuUs,
        {
          "history page": { callers: 1, call: () => reader.runtime.history(keptShelf, id, page) },
          load: { callers: 1, call: () => forgetful.as.query(keptShelf, id).getQuantity({ line: 1 }) },
          read: { callers: 1, call: () => reader.as.query(keptShelf, id).getQuantity({ line: 1 }) },
          command: { callers: 1, call: take },
        },
        pace,
      );
      points.push({ x, costs });
    }
    for (const engine of [reader, forgetful, silo]) await engine.close();
    return points;
  },
};
