import { expect, test } from "vitest";
import { createMemoryWorld } from "./memory/memory-ports.ts";
import { createVirtualClock } from "./memory/virtual-clock.ts";
import { counter, createCounter } from "./testing/counter.ts";
import { testCluster } from "./testing/test-cluster.ts";
import { watchPorts } from "./watched-ports.ts";
import { watchSends } from "./watching.ts";

test("without an observer there is nothing between a caller and what it calls", () => {
  const ports = createMemoryWorld({ partitions: 1, clock: createVirtualClock(0) }).connect();
  const send = async () => "sent";
  expect(watchPorts(ports, undefined)).toBe(ports);
  expect(watchSends(undefined, send, () => "ok")).toBe(send);
});

test("without an observer no message carries a trace", async () => {
  const world = testCluster(() => [createCounter()], 1);
  const silo = await world.loneSilo();
  await world.run(silo.runtime.as({ kind: "shopper", id: "s1" }).ask(counter, "c").add({ by: 1 }));
  const [, envelope] = silo.calls.find(({ name }) => name === "add")?.args ?? [];
  expect(envelope).toEqual([expect.not.objectContaining({ trace: expect.anything() })]);
});
