import { createShelves, lineBytes, shelf } from "../../engine/shelf.ts";
import { defaultCallers, measureCosts } from "../measure-costs.ts";
import { shownBytes } from "../shown-x.ts";
import type { Point, Sweep } from "../sweep.ts";

const about = { namespace: "state", partitions: 4, agents: createShelves() };

/** How large an agent's state is, of which a command changes one line and a query reads one. */
export const stateSize: Sweep = {
  name: "state",
  of: "bytes of state",
  title: "As the state of an agent is larger",
  xs: { quick: [1000, 10_000, 100_000], whole: [1000, 10_000, 100_000, 1_000_000] },
  shown: shownBytes,

  async measure(world, xs, pace) {
    const silo = await world.engine({ ...about, silo: true });
    const [forgetful, reader] = [
      await world.engine({ ...about, silo: false, forgets: true }),
      await world.engine({ ...about, silo: false }),
    ];
    const points: Point[] = [];
    for (const x of xs) {
      const idOf = (caller: number) => `s${x}-${caller}`;
      for (let caller = 0; caller < defaultCallers; caller++) {
        await silo.as.ask(shelf, idOf(caller)).stock({ lines: x / lineBytes });
      }
      const line = Math.floor(x / lineBytes / 2);
      const costs = await measureCosts(
        world.cpuUs,
        {
          command: { call: (_, caller) => silo.as.ask(shelf, idOf(caller)).take({ line }) },
          load: { call: (_, caller) => forgetful.as.query(shelf, idOf(caller)).getQuantity({ line }) },
          read: { call: (_, caller) => reader.as.query(shelf, idOf(caller)).getQuantity({ line }) },
        },
        pace,
      );
      points.push({ x, costs });
    }
    for (const engine of [reader, forgetful, silo]) await engine.close();
    return points;
  },
};
