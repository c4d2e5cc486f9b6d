import { describe, expect, it } from "vitest";
import { z } from "zod";
import { agent } from "./agent.ts";
import { contract } from "./contract.ts";
import { partitionOf } from "./partition.ts";
import { counter, createCounter, createLedger, ledger } from "./testing/counter.ts";
import { testCluster } from "./testing/test-cluster.ts";

const me = { kind: "shopper", id: "s1" } as const;

const teller = contract("teller", {
  queries: {},
  commands: {
    tell: { input: z.object({ notes: z.array(z.string()), refuse: z.boolean() }), fails: { refused: z.void() } },
    fan: { input: z.object({ to: z.string(), times: z.int() }) },
    later: { input: z.object({ at: z.number(), note: z.string() }) },
  },
});
const createTeller = () =>
  agent(teller, {
    state: z.object({}),
    initial: () => ({}),
    queries: {},
    commands: {
      tell({ input, ctx, ok, fail }) {
        for (const note of input.notes) ctx.tell(counter, "told").add({ by: 1, note });
        return input.refuse ? fail("refused") : ok();
      },
      fan({ input, ctx, ok }) {
        for (let i = 0; i < input.times; i++) ctx.tell(counter, input.to).add({ by: 1 });
        return ok();
      },
      later({ input, ctx, ok }) {
        ctx.tell(counter, "told", { at: new Date(input.at), key: input.note }).add({ by: 1, note: input.note });
        return ok();
      },
    },
  });

async function start() {
  const world = testCluster(() => [createCounter(), createLedger(), createTeller()]);
  const silo = await world.silo();
  const door = await world.door();
  const as = door.runtime.as(me);
  return { world, silo, door, as, told: () => world.run(as.query(counter, "told").getAdditions()) };
}

describe("what a turn tells", () => {
  it("arrives in the order in which it was told", async () => {
    const { world, as, told } = await start();
    await world.run(as.ask(teller, "t").tell({ notes: ["a", "b", "c"], refuse: false }));
    await world.run(as.ask(teller, "t").tell({ notes: ["d"], refuse: false }));
    await world.clock.advance(3000);
    expect(await told()).toEqual(["a", "b", "c", "d"]);
  });

  it("is not sent at all when the turn refuses", async () => {
    const { world, as, told } = await start();
    await world.run(as.ask(teller, "t").tell({ notes: ["a"], refuse: true }));
    await world.clock.advance(3000);
    expect(await told()).toEqual([]);
  });

  it("arrives once though the relay died between sending and removing it", async () => {
    const world = testCluster(() => [createCounter(), createLedger(), createTeller()]);
    const first = await world.silo({
      onCall: ({ name, when }, process) => name === "sent" && when === "sent" && process.kill(),
    });
    const door = await world.door();
    const as = door.runtime.as(me);
    await world.run(as.ask(teller, "t").tell({ notes: ["a", "b"], refuse: false }));
    await world.clock.advance(2500);
    expect(first.process.isDead).toBe(true);
    await world.silo();
    await world.clock.advance(5000);
    expect(await world.run(as.query(counter, "told").getAdditions())).toEqual(["a", "b"]);
  });

  it("at a time waits until then, survives its silo, and comes once for one key", async () => {
    const { world, as, silo, told } = await start();
    const at = world.clock.now() + 60_000;
    await world.run(as.ask(teller, "t").later({ at, note: "later" }));
    await world.run(as.ask(teller, "t").later({ at, note: "later" }));
    await world.clock.advance(10_000);
    silo.process.kill();
    await world.silo();
    expect(await told()).toEqual([]);
    await world.clock.advance(60_000);
    expect(await told()).toEqual(["later"]);
  });
});

describe("the relay", () => {
  it("carries what waits behind more than a batch that is held back for a busy line", async () => {
    const world = testCluster(() => [createCounter(), createLedger(), createTeller()]);
    await world.silo({ bounds: { line: 100 } });
    const as = (await world.door()).runtime.as(me);
    const idIn = (type: string, partition: number): string => {
      for (let i = 0; ; i++) if (partitionOf(`${type}/i${i}`, 2) === partition) return `i${i}`;
    };
    const busy = idIn("counter", 1);
    const free = idIn("counter", 0);
    const loads = JSON.stringify({ lines: { "1/main/nested": 1000 }, hot: {} });
    const say = () => {
      void world.ports.bus.publish("pressure", loads);
      world.clock.after(100, say);
    };
    say();
    await world.clock.advance(500);
    const from = idIn("teller", 0);
    await world.run(as.ask(teller, from).fan({ to: busy, times: 600 }));
    await world.run(as.ask(teller, from).fan({ to: free, times: 1 }));
    await world.clock.advance(5000);
    expect(await world.run(as.query(counter, free).getTotal())).toBe(1);
  });
});

describe("what a door tells", () => {
  it("is accepted when it is answered, and runs though nobody waits", async () => {
    const world = testCluster(() => [createCounter(), createLedger()]);
    const door = await world.door();
    const { callId } = await world.run(door.runtime.as(me).tell(counter, "c", { key: "k" }).add({ by: 3 }));
    expect(callId).toMatch(/^[0-9a-f-]{36}$/);
    door.process.kill();
    await world.silo();
    await world.clock.advance(1000);
    const other = await world.door();
    expect(await world.run(other.runtime.as(me).query(counter, "c").getTotal())).toBe(3);
  });
});

describe("time inside a turn", () => {
  it("is that of its acceptance, goes on with its agent, and is handed to nested calls", async () => {
    const { world, as } = await start();
    await world.run(as.ask(ledger, "l").collect({ from: ["a"], by: 1 }));
    await world.clock.advance(5000);
    await world.run(as.ask(ledger, "l").collect({ from: ["a"], by: 1 }));
    const [first = "", second = ""] = await world.run(as.query(ledger, "l").getEntries());
    const elapsed = Number.parseInt(second, 10) - Number.parseInt(first, 10);
    expect(elapsed).toBeGreaterThanOrEqual(5000);
    const nested = await world.ports.store.read("counter/a");
    expect(nested).toMatchObject({ at: Number.parseFloat(second) });
  });

  it("is never before the last commit of its agent, whatever an older message says", async () => {
    const { world, as } = await start();
    await world.run(as.ask(counter, "c").add({ by: 1 }));
    const before = await world.ports.store.read("counter/c");
    const old = { callId: "old", rootId: "old", since: 1000, stamp: 1000, caller: me, chain: [], hash: "h" };
    const line = { partition: partitionOf("counter/c", 2), lane: "main", kind: "nested" } as const;
    await world.ports.queues.add(line, [{ ...old, agent: "counter/c", method: "touch" }]);
    await world.clock.advance(1000);
    const after = await world.ports.store.read("counter/c");
    expect(after).toMatchObject({ version: 2, last: "old", at: before.kind === "snapshot" ? before.at : Number.NaN });
  });
});

it("are carried on however many of them wait in the outbox of their own target's partition", async () => {
  const world = testCluster(() => [createCounter(), createTeller()], 1);
  const slowly = () => new Promise<void>((resolve) => void world.clock.after(1500, resolve));
  // While the relay is slow, the depth that is published is far above the bound.
  await world.silo({ bounds: { line: 100 }, failpoint: (point) => (point === "before-relay" ? slowly() : undefined) });
  const as = (await world.door()).runtime.as(me);
  const notes = Array.from({ length: 1200 }, (_, i) => `n${i}`);
  await world.run(as.ask(teller, "t").tell({ notes, refuse: false }));
  await world.clock.advance(60_000);
  expect(await world.run(as.query(counter, "told").getAdditions())).toEqual(notes);
});
