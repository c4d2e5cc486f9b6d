import { describe } from "vitest";
import type { ContractWorld } from "../testing/contract-world.ts";
import { describeBus } from "../testing/describe-bus.ts";
import { describeModel } from "../testing/describe-model.ts";
import { describeQueues } from "../testing/describe-queues.ts";
import { describeStore } from "../testing/describe-store.ts";
import { createMemoryWorld } from "./memory-ports.ts";
import { createVirtualClock } from "./virtual-clock.ts";

async function openMemory(): Promise<ContractWorld> {
  const clock = createVirtualClock(1_700_000_000_000);
  const world = createMemoryWorld({ partitions: 4, clock });
  return {
    ...world.connect(),
    connect: async () => world.connect(),
    pass: clock.advance,
    close: async () => undefined,
  };
}

describe("memory", () => {
  describeStore(openMemory);
  describeModel(openMemory);
  describeQueues(openMemory);
  describeBus(openMemory);
});
