import { setTimeout as wait } from "node:timers/promises";
import type { Ports } from "#runtime/ports.ts";
import { closedLoop } from "../../engine/closed-loop.ts";
import { openPorts } from "../../engine/open-engine.ts";
import { createShelves, shelf } from "../../engine/shelf.ts";
import { copyAgents } from "../../resting/copy-agents.ts";
import { agentId, type Kind } from "../../resting/kinds.ts";
import { measureCosts } from "../measure-costs.ts";
import { shownCount } from "../shown-x.ts";
import type { Point, Sweep } from "../sweep.ts";
import type { GrowthWorld } from "../world.ts";

const partitions = 4;
const about = { namespace: "agents", partitions, agents: createShelves() };
const lines = 10;
const longLease = 3_600_000;
/** Few enough to stay in memory, with few enough calls each to be noticed as one agent. */
const inMemory = 200;
/** With those of the moment before, no more than the fewest agents have among them that are not in memory yet. */
const wakeUps = 600;

const copied: Kind = { of: shelf.name, keep: 0, commits: 1, make: async () => {} };

/** Any of them, spread over all; the same ones in each run. Never the first, of which the others are copies. */
const spread = (n: number, agents: number): string => agentId(1 + ((n * 7919) % (agents - 1)));

/** More agents, straight through the store; what they put on disk is not what is measured. */
async function fill({ url, admin, say }: GrowthWorld, from: number, to: number): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const ports: Ports = await openPorts(opened, { url, namespace: about.namespace, partitions, log: () => {} });
  const epochs: number[] = [];
  for (let partition = 0; partition < partitions; partition++) {
    const claim = await ports.store.claim(partition, "bench", longLease);
    if (claim.kind !== "claimed") throw new Error(`partition ${partition} is held by ${claim.by}`);
    epochs.push(claim.epoch);
  }
  const fenceOf = (partition: number) => ({ partition, epoch: epochs[partition] ?? 0 });
  await admin.config("SET", "appendfsync", "no");
  const onMade = (made: number) =>
    made > 0 && made % 100_000 === 0 && say(`  ${shownCount(made)} of ${shownCount(to)}`);
  await copyAgents(ports, copied, fenceOf, { from, to, onMade });
  await admin.config("SET", "appendfsync", "always");
  // so much was written that the server may be writing its log anew, beside what is measured
  while (/aof_rewrite_(in_progress|scheduled):1/.test(await admin.info("persistence"))) await wait(200);
  for (let partition = 0; partition < partitions; partition++) await ports.store.release(fenceOf(partition));
}

async function makeFirst(world: GrowthWorld): Promise<void> {
  const first = await world.engine({ ...about, silo: true });
  await first.as.ask(shelf, agentId(0)).stock({ lines });
  await first.close();
}

/** How many agents there are, all at rest. */
export const agents: Sweep = {
  name: "agents",
  of: "agents in Redis",
  title: "As there are more agents",
  xs: { quick: [1000, 10_000, 30_000], whole: [1000, 10_000, 100_000, 1_000_000] },
  shown: shownCount,

  async measure(world, xs, pace) {
    await makeFirst(world);
    const points: Point[] = [];
    let made = 1;
    for (const x of xs) {
      await fill(world, made, x);
      made = x;
      const silo = await world.engine({ ...about, silo: true });
      const [forgetful, reader] = [
        await world.engine({ ...about, silo: false, forgets: true }),
        await world.engine({ ...about, silo: false }),
      ];
      let fresh = 0;
      const take = (id: string) => silo.as.ask(shelf, id).take({ line: 1 });
      const readOne = (n: number) => reader.as.query(shelf, spread(n % inMemory, x)).getQuantity({ line: 1 });
      for (const call of [(n: number) => take(spread(n, x)), readOne])
        await closedLoop({ callers: 8, calls: inMemory, ms: Number.POSITIVE_INFINITY, call });
      const costs = await measureCosts(
        world.cpuUs,
        {
          command: { call: (n) => take(spread(n % inMemory, x)) },
          "wake-up": { calls: wakeUps, call: () => take(spread(inMemory + fresh++, x)) },
          load: { call: (n) => forgetful.as.query(shelf, spread(n, x)).getQuantity({ line: 1 }) },
          read: { call: readOne },
          list: { call: (n) => reader.runtime.list(shelf, { cursor: spread(n, x), limit: 50 }) },
        },
        pace,
      );
      points.push({ x, costs });
      for (const engine of [reader, forgetful, silo]) await engine.close();
    }
    return points;
  },
};
