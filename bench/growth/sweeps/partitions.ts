import { createShelves, shelf } from "../../engine/shelf.ts";
import { measureCosts, measureIdling } from "../measure-costs.ts";
import type { Point, Sweep } from "../sweep.ts";

const agents = createShelves();
const shelves = 64;

/** Into how many partitions all agents are sharded, all of them owned by one silo. */
export const partitions: Sweep = {
  name: "partitions",
  of: "partitions",
  title: "As one silo has more partitions",
  xs: { quick: [1, 4, 16], whole: [1, 2, 4, 8, 16, 32] },
  shown: String,

  async measure(world, xs, pace) {
    const points: Point[] = [];
    for (const x of xs) {
      const about = { namespace: `partitions-${x}`, partitions: x, agents };
      const silo = await world.engine({ ...about, silo: true });
      const [forgetful, reader] = [
        await world.engine({ ...about, silo: false, forgets: true }),
        await world.engine({ ...about, silo: false }),
      ];
      const idle = await measureIdling(world.cpuUs);
      const id = (n: number) => `s${n % shelves}`;
      const costs = await measureCosts(
        world.cpuUs,
        {
          command: { call: (n) => silo.as.ask(shelf, id(n)).take({ line: 1 }) },
          load: { call: (n) => forgetful.as.query(shelf, id(n)).getQuantity({ line: 1 }) },
          read: { call: (n) => reader.as.query(shelf, id(n)).getQuantity({ line: 1 }) },
        },
        pace,
      );
      points.push({ x, costs: { ...costs, "idle second": idle } });
      for (const engine of [reader, forgetful, silo]) await engine.close();
    }
    return points;
  },
};
