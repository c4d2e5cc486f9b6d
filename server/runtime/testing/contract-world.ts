import { partitionOf } from "../partition.ts";
import type { Bus, Fence, Queues, Store } from "../ports.ts";

/** What a contract suite needs of an adapter: its ports, and a way to let its time pass. */
export interface ContractWorld {
  store: Store;
  queues: Queues;
  bus: Bus;
  partitions: number;
  /** The ports of another process on the same data. */
  connect(): Promise<{ store: Store; queues: Queues; bus: Bus }>;
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

export type OpenWorld = () => Promise<ContractWorld>;

/** Claims an agent's partition for as long as a test may take. */
export async function own(world: ContractWorld, agent: string, silo = "silo-a"): Promise<Fence> {
  const partition = partitionOf(agent, world.partitions);
  const claim = await world.store.claim(partition, silo, 60_000);
  if (claim.kind !== "claimed") throw new Error(`partition ${partition} is held by ${claim.by}`);
  return { partition, epoch: claim.epoch };
}

/** The same partition under the next epoch: what the fence was for is over. */
export async function takeOver(world: ContractWorld, fence: Fence, silo = "silo-b"): Promise<Fence> {
  await world.store.release(fence);
  const claim = await world.store.claim(fence.partition, silo, 60_000);
  if (claim.kind !== "claimed") throw new Error(`partition ${fence.partition} is held by ${claim.by}`);
  return { partition: fence.partition, epoch: claim.epoch };
}

/** Asks again while time passes, until the answer is as expected; at most 10 s of it. */
export async function eventually<T>(
  world: ContractWorld,
  ask: () => Promise<T>,
  isExpected: (answer: T) => boolean,
): Promise<T> {
  for (let waited = 0; ; waited += 20) {
    const answer = await ask();
    if (isExpected(answer)) return answer;
    if (waited > 10_000) throw new Error(`still ${JSON.stringify(answer)}`);
    await world.pass(20);
  }
}
