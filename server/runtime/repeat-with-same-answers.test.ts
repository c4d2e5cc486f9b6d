import { describe, expect, it } from "vitest";
import { z } from "zod";
import { agent } from "./agent.ts";
import { contract } from "./contract.ts";
import { Fault } from "./faults.ts";
import { counter, createCounter, createLedger, ledger } from "./testing/counter.ts";
import { sentCalls, testCluster } from "./testing/test-cluster.ts";

const me = { kind: "shopper", id: "s1" } as const;

const probe = contract("probe", {
  queries: { getSeen: { returns: z.array(z.string()) } },
  commands: {
    askThenRead: {},
    stray: {},
    twice: { input: z.object({ name: z.string() }), returns: z.array(z.string()) },
  },
});

const createProbe = (behaviour: { stray: () => string; effect: (key: string) => Promise<string> }) =>
  agent(probe, {
    state: z.object({ seen: z.array(z.string()) }),
    initial: () => ({ seen: [] }),
    queries: { getSeen: ({ state }) => [...state.seen] },
    commands: {
      async askThenRead({ draft, ctx, ok }) {
        await ctx.ask(counter, "step").add({ by: 1 });
        const total = await ctx.query(counter, "changing").getTotal();
        await ctx.ask(counter, "after").add({ by: total });
        draft.seen.push(`${total} at ${ctx.now().getTime()} ${ctx.newId()}`);
        return ok();
      },
      async stray({ ctx, ok }) {
        await ctx.ask(counter, behaviour.stray()).add({ by: 1 });
        await ctx.ask(counter, "then").add({ by: 1 });
        return ok();
      },
      async twice({ input, ctx, ok }) {
        return ok([await ctx.run(input.name, behaviour.effect), await ctx.run(input.name, behaviour.effect)]);
      },
    },
  });

const still = { stray: () => "x", effect: async (key: string) => key };

describe("a turn that is repeated", () => {
  it("sees a query after a step as it was written down, though the queried agent changed since", async () => {
    const world = testCluster(() => [createCounter(), createProbe(still)], 4);
    let extended = 0;
    await world.silo({
      onCall({ name, when, args }, process) {
        const wroteQuery = name === "extend" && JSON.stringify(args).includes('"kind":"query"');
        if (wroteQuery && when === "done" && extended++ === 0) process.kill();
      },
    });
    const door = await world.door();
    const as = door.runtime.as(me);
    await world.run(as.ask(counter, "changing").add({ by: 7 }));
    const answer = as.ask(probe, "p").askThenRead();
    await world.clock.advance(2500);
    expect(extended).toBe(1);
    const silo = await world.silo();
    await world.run(as.ask(counter, "changing").add({ by: 100 }));
    expect(await world.run(answer)).toEqual({ ok: true });
    expect(await world.run(as.query(counter, "after").getTotal())).toBe(7);
    expect(silo.log.filter((line) => line.startsWith("error"))).toEqual([]);
  });

  it("is a dead letter as turn_diverged when its code takes another step", async () => {
    let target = "one";
    let steps = 0;
    const world = testCluster(() => [createCounter(), createProbe({ ...still, stray: () => target })], 4);
    await world.loneSilo({
      onCall({ name, when }, process) {
        if (name === "extend" && when === "done" && steps++ === 0) process.kill();
      },
    });
    const door = await world.door();
    const answer = door.runtime.as(me).ask(probe, "p").stray();
    const failed = answer.then(
      () => undefined,
      (error) => error,
    );
    await world.clock.advance(2500);
    target = "another";
    await world.silo();
    const fault = await world.run(failed);
    expect(fault).toBeInstanceOf(Fault);
    const { letters } = await world.run(door.runtime.deadLetters());
    expect(letters.map(({ reason }) => reason)).toEqual(["turn_diverged"]);
    expect(letters[0]?.error).toContain("counter/another");
    expect(letters[0]?.error).toContain("counter/one");
    expect(letters[0]?.error).toContain("version 1");
  });

  it("hands an effect its own key each time, and does not run again what was written down", async () => {
    const keys: string[] = [];
    const world = testCluster(
      () => [createCounter(), createProbe({ ...still, effect: async (key) => `${keys.push(key)}` })],
      4,
    );
    const door = await world.door();
    let answers = 0;
    await world.silo({
      onCall({ name, when, args }, process) {
        const wroteAnswer = name === "extend" && JSON.stringify(args).includes('"kind":"answer"');
        if (wroteAnswer && when === "done" && answers++ === 0) process.kill();
      },
    });
    const answer = door.runtime.as(me).ask(probe, "p").twice({ name: "charge" });
    await world.clock.advance(2500);
    await world.silo();
    expect(await world.run(answer)).toEqual({ ok: true, value: ["1", "2"] });
    expect(new Set(keys).size).toBe(2);
    expect(keys).toHaveLength(2);
  });

  it("opens no record and takes no step for a key whose turn was committed", async () => {
    const world = testCluster(() => [createCounter(), createLedger()]);
    const silo = await world.silo();
    const door = await world.door();
    const collect = () =>
      door.runtime
        .as(me)
        .ask(ledger, "l", { key: "k" })
        .collect({ from: ["a"], by: 1 });
    const first = await world.run(collect());
    const opened = sentCalls(silo, "open").length;
    expect(await world.run(collect())).toEqual(first);
    const again = silo.calls.filter(({ name, when }) => name === "open" && when === "done").slice(opened);
    expect(again.map(({ answer }) => (answer as { kind: string }).kind)).toEqual(["answered"]);
    expect(await world.run(door.runtime.as(me).query(counter, "a").getTotal())).toBe(1);
  });
});
