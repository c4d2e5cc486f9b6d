import { setTimeout as wait } from "node:timers/promises";
import type { Ports } from "#runtime/ports.ts";
import { openPorts } from "../../engine/open-engine.ts";
import { createShelves, shelf } from "../../engine/shelf.ts";
import { measureCosts, measureIdling } from "../measure-costs.ts";
import type { Point, Sweep } from "../sweep.ts";
import { type SiloProcess, startSiloProcess } from "./silo-process.ts";

/** Comes out even for each number of silos. */
const partitions = 6;
const about = { namespace: "silos", partitions, agents: createShelves() };
const shelves = 64;

/** Resolves when so many silos have equal shares of the partitions. */
async function untilShared({ store }: Ports, silos: number): Promise<void> {
  for (;;) {
    const owners = await Promise.all(Array.from({ length: partitions }, (_, partition) => store.ownerOf(partition)));
    const shares = Map.groupBy(owners, ({ silo }) => silo);
    if (!shares.has(undefined) && [...shares.values()].every(({ length }) => length * silos === partitions)) return;
    await wait(50);
  }
}

/** How many processes host the agents; the callers' door is another. */
export const silos: Sweep = {
  name: "silos",
  of: "silos",
  title: "As more silos share the partitions",
  xs: { quick: [1, 2, 3], whole: [1, 2, 3] },
  shown: String,

  async measure(world, xs, pace) {
    await using opened = new AsyncDisposableStack();
    const ports = await openPorts(opened, { url: world.url, ...about, log: () => {} });
    const running: SiloProcess[] = [];
    opened.defer(async () => {
      for (const silo of running) await silo.stop();
    });
    const [forgetful, door] = [
      await world.engine({ ...about, silo: false, forgets: true }),
      await world.engine({ ...about, silo: false }),
    ];
    for (const engine of [forgetful, door]) opened.defer(() => engine.close());
    const cpuUs = async () => {
      const each = await Promise.all([world.cpuUs(), ...running.map((silo) => silo.cpuUs())]);
      return each.reduce((sum, cpu) => sum + cpu, 0);
    };
    const points: Point[] = [];
    for (const x of xs) {
      while (running.length < x) running.push(await startSiloProcess(world.url, about.namespace, partitions));
      await untilShared(ports, x);
      const idle = await measureIdling(cpuUs);
      const id = (n: number) => `s${n % shelves}`;
      const costs = await measureCosts(
        cpuUs,
        {
          command: { call: (n) => door.as.ask(shelf, id(n)).take({ line: 1 }) },
          load: { call: (n) => forgetful.as.query(shelf, id(n)).getQuantity({ line: 1 }) },
          read: { call: (n) => door.as.query(shelf, id(n)).getQuantity({ line: 1 }) },
        },
        pace,
      );
      points.push({ x, costs: { ...costs, "idle second": idle } });
    }
    return points;
  },
};
