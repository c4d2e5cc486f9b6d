// the process whose memory is measured: a silo and the door at which its agents are made

import { Redis } from "ioredis";
import { createAgents } from "#agents/registry.ts";
import { createRuntime } from "#runtime/create-runtime.ts";
import { createKeys } from "#runtime/redis/keys.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { copyAgents } from "./copy-agents.ts";
import { type Kind, kinds } from "./kinds.ts";

export type Order = { fill: string; agents: number } | "memory";
export type Report = "ready" | { made: number } | "filled" | { error: string } | SiloMemory;
export type SiloMemory = { rss: number; heap: number; reserved: number; hosted: number; copies: number };

const together = 128;
/** So many are made by commands at a door, the others straight in the store. */
const byCommands = 50_000;
const namespace = "granary";
const partitions = 4;
const sayEvery = 5000;
const [, , url = "", idle = "30000", bytes = "0"] = process.argv;
const room = { bytes: Number(bytes), idleMs: Number(idle) };
const ports = await openRedis({ url, namespace, partitions, log: () => {} });
const log = (level: string, message: string, fields?: object) => {
  if (level === "error") console.error(message, fields);
};
const memory = { agents: room, replicas: room };
const runtime = await createRuntime({ agents: createAgents(), ports, log, memory });
await runtime.startSilo();
while (!(await runtime.health()).ok) await new Promise((resolve) => void setTimeout(resolve, 50));

async function fill(of: string, agents: number): Promise<void> {
  const kind = kinds.find((each) => each.of === of);
  if (!kind) throw new Error(`there is no kind ${of}`);
  const commanded = Math.min(agents, byCommands);
  await command(kind, commanded);
  const epochs = await ownEpochs();
  const fenceOf = (partition: number) => ({ partition, epoch: epochs[partition] ?? 0 });
  await copyAgents(ports, kind, fenceOf, { from: commanded, to: agents, onMade: (made) => say({ made }) });
}

async function command(kind: Kind, agents: number): Promise<void> {
  const as = runtime.as({ kind: "system", id: "bench" });
  let next = 0;
  const work = async () => {
    while (next < agents) {
      const n = next++;
      await kind.make(as, n);
      if (n % sayEvery === 0) say({ made: n });
    }
  };
  await Promise.all(Array.from({ length: together }, work));
}

/** Those under which this process' silo owns the partitions. */
async function ownEpochs(): Promise<number[]> {
  const redis = new Redis(url);
  const keys = createKeys(namespace, partitions);
  const owners = Array.from({ length: partitions }, (_, partition) => keys.partition(partition).owner);
  const epochs = await Promise.all(owners.map((owner) => redis.hget(owner, "epoch")));
  redis.disconnect();
  return epochs.map(Number);
}

function memoryNow(): SiloMemory {
  // the kind that also gives free pages back to the system
  globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
  const { rss, heapUsed, heapTotal } = process.memoryUsage();
  return {
    rss,
    heap: heapUsed,
    reserved: heapTotal,
    hosted: runtime.memory.agents.size,
    copies: runtime.memory.replicas.size,
  };
}

const say = (report: Report) => process.send?.(report);

process.on("message", (order: Order) => {
  if (order === "memory") return void say(memoryNow());
  fill(order.fill, order.agents).then(
    () => say("filled"),
    (error: unknown) => say({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));
say("ready");
