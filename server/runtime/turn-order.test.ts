import { afterEach, describe, expect, it } from "vitest";
import { counter, createCounter, createLedger, ledger } from "./testing/counter.ts";
import { type TestRuntime, testRuntime } from "./testing/test-runtime.ts";

const me = { kind: "shopper", id: "s1" } as const;
let world: TestRuntime;
const start = async (breakages?: Map<string, number>) => {
  world = await testRuntime({ agents: [createCounter(breakages), createLedger()] });
  return world.as(me);
};
afterEach(async () => {
  await world.stop();
  expect(world.complaints).toEqual([]);
});

describe("one agent", () => {
  it("answers a command with what it returns, and a query with the committed state", async () => {
    const as = await start();
    expect(await as.ask(counter, "a").add({ by: 2 })).toEqual({ ok: true, value: 2 });
    expect(await as.query(counter, "a").getTotal()).toBe(2);
  });

  it("answers a refusal as a value and keeps nothing of its turn", async () => {
    const as = await start();
    const refused = await as.ask(counter, "a").add({ by: 5000 });
    expect(refused).toEqual({ ok: false, error: { code: "too_large", detail: { limit: 1000 } } });
    expect(await as.query(counter, "a").getTotal()).toBe(0);
    expect(await world.runtime.count(counter)).toBe(0);
  });

  it("runs one caller's commands in the order in which they were sent", async () => {
    const as = await start();
    const notes = Array.from({ length: 100 }, (_, i) => `n${i}`);
    await Promise.all(notes.map((note) => as.ask(counter, "a").add({ by: 1, note })));
    expect(await as.query(counter, "a").getAdditions()).toEqual(notes);
  });

  it("creates nothing when it is queried", async () => {
    const as = await start();
    expect(await as.query(counter, "nobody").getTotal()).toBe(0);
    expect(await world.runtime.list(counter)).toEqual({ ids: [] });
  });
});

describe("an agent that asks others", () => {
  it("asks in parallel, tells with its commit, and sums up", async () => {
    const as = await start();
    expect(await as.ask(ledger, "l").collect({ from: ["a", "b", "c"], by: 3 })).toEqual({ ok: true, value: 9 });
    await world.settle();
    for (const id of ["a", "b", "c"]) {
      expect(await as.query(counter, id).getTotal()).toBe(3);
      expect(await as.query(counter, `told-${id}`).getTotal()).toBe(1);
    }
  });
});
