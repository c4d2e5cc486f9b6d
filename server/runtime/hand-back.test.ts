import { expect, it } from "vitest";
import { z } from "zod";
import { agent } from "./agent.ts";
import { contract } from "./contract.ts";
import { partitionOf } from "./partition.ts";
import { counter, createCounter, createLedger, ledger } from "./testing/counter.ts";
import { sentCalls, testCluster } from "./testing/test-cluster.ts";

const me = { kind: "shopper", id: "s1" } as const;

/** An id of the type that lives in the partition. */
function idIn(type: string, partition: number, partitions: number): string {
  for (let i = 0; ; i++) if (partitionOf(`${type}/i${i}`, partitions) === partition) return `i${i}`;
}

it("renews what it holds while it hands the surplus back, so that no running turn is lost", async () => {
  let effects = 0;
  const slow = async (key: string) => {
    effects++;
    await new Promise<void>((resolve) => void world.clock.after(6000, resolve));
    return key;
  };
  const world = testCluster(() => [createCounter(), createLedger({ run: slow })], 4);
  await world.loneSilo();
  const as = (await world.door()).runtime.as(me);
  const answers = [0, 1, 2, 3].map((p) => as.ask(ledger, idIn("ledger", p, 4)).effect({ name: "slow" }));
  await world.clock.advance(1000);
  const second = await world.loneSilo();
  expect((await world.run(Promise.all(answers))).every(({ ok }) => ok)).toBe(true);
  expect(effects).toBe(4);
  await world.clock.advance(3000);
  const claimed = second.calls.filter(({ name, when, answer }) => {
    return name === "claim" && when === "done" && JSON.stringify(answer).includes("claimed");
  });
  expect(claimed).toHaveLength(2);
});

it("leaves what it has given back to the others at once, whatever it still finishes when it is drained", async () => {
  const slow = async (key: string) => {
    await new Promise<void>((resolve) => void world.clock.after(6000, resolve));
    return key;
  };
  const world = testCluster(() => [createCounter(), createLedger({ run: slow })], 4);
  const first = await world.loneSilo();
  const second = await world.loneSilo();
  await world.clock.advance(3000);
  const claims = () =>
    second.calls.flatMap(({ name, when, args: [partition], answer }) => {
      return name === "claim" && when === "done" && JSON.stringify(answer).includes("claimed") ? [partition] : [];
    });
  expect(claims()).toHaveLength(2);
  const busy = [0, 1, 2, 3].find((partition) => !claims().includes(partition)) ?? 0;
  const as = (await world.door()).runtime.as(me);
  const answer = as.ask(ledger, idIn("ledger", busy, 4)).effect({ name: "slow" });
  await world.clock.advance(500);
  const drained = first.runtime.drainSilo();
  await world.clock.advance(1000);
  expect(claims()).toHaveLength(3);
  expect(claims()).not.toContain(busy);
  await world.run(drained);
  expect(await world.run(answer)).toMatchObject({ ok: true });
});

/** A ledger whose effect takes so long, and how often it was begun. */
function slowLedger(ms: number) {
  const counted = { effects: 0 };
  const world = testCluster(() => [
    createLedger({
      run: async (key) => {
        counted.effects++;
        await new Promise<void>((resolve) => void world.clock.after(ms, resolve));
        return key;
      },
    }),
  ]);
  return { world, counted };
}

const patient = (world: { clock: { now(): number } }) => ({ deadline: new Date(world.clock.now() + 3_600_000) });

it("waits for an effect that is under way longer than for the rest, so that it runs once", async () => {
  const { world, counted } = slowLedger(20_000);
  const first = await world.silo();
  const as = (await world.door()).runtime.as(me);
  const answer = as.ask(ledger, "l", patient(world)).effect({ name: "slow" });
  await world.clock.advance(1000);
  await world.run(first.runtime.drainSilo());
  await world.silo();
  expect(await world.run(answer)).toMatchObject({ ok: true });
  expect(counted.effects).toBe(1);
});

it("takes no clean hand-back for a death, however often it meets the same turn", async () => {
  const { world, counted } = slowLedger(60_000);
  const door = await world.door();
  const answer = door.runtime.as(me).ask(ledger, "l", patient(world)).effect({ name: "slow" });
  for (let i = 0; i < 5; i++) {
    // one after the other: several at once may hand the running turn on among themselves
    const silo = await world.loneSilo();
    await world.clock.advance(5000);
    await world.run(silo.runtime.drainSilo());
  }
  await world.loneSilo();
  expect(await world.run(answer)).toMatchObject({ ok: true });
  expect(counted.effects).toBe(6);
});

it("gives up a partition whose claim was under way when the silo was drained", async () => {
  const world = testCluster(() => [createCounter()], 8);
  const silo = await world.door();
  await world.run(silo.runtime.startSilo());
  while (sentCalls(silo, "claim").length < 3) await world.clock.advance(1);
  await world.run(silo.runtime.drainSilo());
  await world.clock.advance(2000);
  const before = silo.calls.length;
  await world.clock.advance(10_000);
  expect(silo.calls.length).toBe(before);
});

it.each([1, 2, 3])(
  "repeats a nested turn from its record, however soon its caller asks again (seed %i)",
  async (seed) => {
    let effects = 0;
    const inner = contract("inner", { queries: {}, commands: { pay: { returns: z.string() } } });
    const outer = contract("outer", { queries: {}, commands: { buy: { returns: z.string() } } });
    const createInner = () =>
      agent(inner, {
        state: z.object({}),
        initial: () => ({}),
        queries: {},
        commands: {
          async pay({ ctx, ok }) {
            const payment = await ctx.run("pay", async () => `payment ${++effects}`);
            await ctx.ask(counter, "c").add({ by: 1, note: payment });
            return ok(payment);
          },
        },
      });
    const createOuter = () =>
      agent(outer, {
        state: z.object({}),
        initial: () => ({}),
        queries: {},
        commands: {
          async buy({ ctx, ok }) {
            const paid = await ctx.ask(inner, idIn("inner", 1, 2)).pay();
            return ok(paid.ok ? paid.value : "");
          },
        },
      });
    const world = testCluster(() => [createCounter(), createInner(), createOuter()], 2, seed);
    const first = await world.silo({
      onCall: ({ name, when, args }, process) => {
        if (name === "extend" && when === "done" && JSON.stringify(args).includes('"step":"ask"')) process.kill();
      },
    });
    const as = (await world.door()).runtime.as(me);
    // The caller's partition is taken over first, so it asks while the other's records are still being read.
    const answer = as.ask(outer, idIn("outer", 0, 2)).buy();
    await world.clock.advance(3000);
    expect(first.process.isDead).toBe(true);
    await world.silo();
    expect(await world.run(answer)).toEqual({ ok: true, value: "payment 1" });
    expect(effects).toBe(1);
  },
);
