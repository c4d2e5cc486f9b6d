import { expect, it } from "vitest";
import { counter, createCounter, createLedger, ledger } from "./testing/counter.ts";
import { sentCalls, testCluster } from "./testing/test-cluster.ts";

const me = { kind: "shopper", id: "s1" } as const;
const bytes = 64 * 1024;
const idleMs = 60_000;
const memory = { agents: { bytes, idleMs }, replicas: { bytes, idleMs } };

it("keeps to its bounds on a walk over ten times as many agents, and each goes on from where it was", async () => {
  const world = testCluster(() => [createCounter()], 2);
  const { runtime } = await world.silo({ memory });
  const as = runtime.as(me);
  const note = "n".repeat(1000);
  // an activation of these takes some five thousand bytes
  const ids = Array.from({ length: 200 }, (_, i) => `c${i}`);
  for (const round of [1, 2]) {
    for (const id of ids) {
      expect(await world.run(as.ask(counter, id).add({ by: 1, note }))).toEqual({ ok: true, value: round });
      expect(await world.run(as.query(counter, id).getTotal())).toBe(round);
      expect(runtime.memory.agents.bytes).toBeLessThanOrEqual(bytes);
      expect(runtime.memory.replicas.bytes).toBeLessThanOrEqual(bytes);
    }
  }
  expect(runtime.memory.agents.size).toBeGreaterThan(5);
  expect(runtime.memory.agents.size).toBeLessThan(20);
});

it("lets what rests leave after the idle time, and loads it again for the next turn", async () => {
  const world = testCluster(() => [createCounter()], 1);
  const silo = await world.silo({ memory });
  const as = silo.runtime.as(me);
  await world.run(as.ask(counter, "c").add({ by: 1 }));
  await world.run(as.ask(counter, "c").add({ by: 1 }));
  expect(sentCalls(silo, "read", "counter/c")).toHaveLength(1);
  await world.clock.advance(2 * idleMs);
  expect(silo.runtime.memory).toEqual({ agents: { size: 0, bytes: 0 }, replicas: { size: 0, bytes: 0 } });
  expect(await world.run(as.ask(counter, "c").add({ by: 1 }))).toEqual({ ok: true, value: 3 });
  expect(sentCalls(silo, "read", "counter/c")).toHaveLength(2);
});

it("never lets an agent leave whose turn is open, however long it lasts and however little room there is", async () => {
  const begun: string[] = [];
  const world = testCluster((process) => [
    createCounter(),
    createLedger({
      run: async (key) => {
        begun.push(key);
        if (begun.length > 1)
          await new Promise<void>((resolve) => void process.ports.clock.after(10 * idleMs, resolve));
        return key;
      },
    }),
  ]);
  const { runtime } = await world.silo({ memory: { ...memory, agents: { bytes: 10_000, idleMs } } });
  const as = runtime.as(me);
  const deadline = new Date(world.clock.now() + 100 * idleMs);
  // it rests once before
  await world.run(as.ask(ledger, "l").effect({ name: "quick" }));
  const answers = ["slow", "slower"].map((name) => as.ask(ledger, "l", { deadline }).effect({ name }));
  for (let i = 0; i < 5; i++) {
    await world.run(as.ask(counter, `c${i}`).add({ by: 1 }));
    await world.clock.advance(idleMs);
    // another activation of it would begin the second
    await world.run(as.tell(ledger, "l").askMyself());
  }
  expect(begun).toHaveLength(2);
  expect(runtime.memory.agents.size).toBe(1);
  for (const answer of answers) expect(await world.run(answer)).toMatchObject({ ok: true });
  expect(begun).toHaveLength(3);
});

it("forgets what it hosted when a partition goes to another silo", async () => {
  const world = testCluster(() => [createCounter()], 2);
  const { runtime } = await world.silo({ memory });
  for (const id of ["a", "b", "c", "d"]) await world.run(runtime.as(me).ask(counter, id).add({ by: 1 }));
  expect(runtime.memory.agents.size).toBe(4);
  await world.run(runtime.drainSilo());
  expect(runtime.memory.agents).toEqual({ size: 0, bytes: 0 });
});
