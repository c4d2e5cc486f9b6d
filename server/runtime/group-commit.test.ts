import { describe, expect, it } from "vitest";
import { z } from "zod";
import { agent } from "./agent.ts";
import { contract } from "./contract.ts";
import type { Commit } from "./ports.ts";
import { counter, createCounter, createLedger } from "./testing/counter.ts";
import { sentCalls, testCluster } from "./testing/test-cluster.ts";

const me = { kind: "shopper", id: "s1" } as const;
const cluster = () => testCluster(() => [createCounter(), createLedger()]);

describe("turns that wait on one agent", () => {
  it("commits 100 queued turns in fewer than 20 scripts, in order", async () => {
    const world = cluster();
    const silo = await world.silo();
    const door = await world.door();
    const notes = Array.from({ length: 100 }, (_, i) => `n${i}`);
    const all = notes.map((note) => door.runtime.as(me).ask(counter, "hot").add({ by: 1, note }));
    const answers = await world.run(Promise.all(all));
    expect(answers.map((answer) => answer.ok && answer.value)).toEqual(notes.map((_, i) => i + 1));
    expect(sentCalls(silo, "commit", "counter/hot").length).toBeLessThan(20);
    expect(await world.run(door.runtime.as(me).query(counter, "hot").getAdditions())).toEqual(notes);
  });

  it("commits a refusal beside its neighbours and gives it no version", async () => {
    const world = cluster();
    await world.silo();
    const door = await world.door();
    const as = door.runtime.as(me);
    const answers = await world.run(Promise.all([1, 5000, 2].map((by) => as.ask(counter, "mixed").add({ by }))));
    expect(answers.map(({ ok }) => ok)).toEqual([true, false, true]);
    const read = await world.ports.store.read("counter/mixed");
    expect(read).toMatchObject({ version: 2 });
  });

  it("drops only the draft of the one that throws", async () => {
    const world = testCluster(() => [createCounter(new Map()), createLedger()]);
    await world.silo();
    const door = await world.door();
    const as = door.runtime.as(me);
    const answers = await world.run(
      Promise.all([
        as.ask(counter, "c").add({ by: 1 }),
        as.ask(counter, "c").breakDown({ times: 1 }),
        as.ask(counter, "c").add({ by: 1 }),
      ]),
    );
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(await world.run(as.query(counter, "c").getTotal())).toBe(3);
  });
});

describe("a turn that reaches out", () => {
  it("finds the turns before it committed", async () => {
    const diary = contract("diary", {
      queries: { getLines: { returns: z.int() } },
      commands: { write: {}, readMyself: { returns: z.int() } },
    });
    const createDiary = () =>
      agent(diary, {
        state: z.object({ lines: z.int() }),
        initial: () => ({ lines: 0 }),
        queries: { getLines: ({ state }) => state.lines },
        commands: {
          write({ draft, ok }) {
            draft.lines++;
            return ok();
          },
          readMyself: async ({ ctx, ok }) => ok(await ctx.query(diary, ctx.id).getLines()),
        },
      });
    const world = testCluster(() => [createDiary()]);
    await world.silo();
    const as = (await world.door()).runtime.as(me);
    const all = [as.ask(diary, "d").write(), as.ask(diary, "d").write(), as.ask(diary, "d").readMyself()] as const;
    expect((await world.run(Promise.all(all))).at(-1)).toEqual({ ok: true, value: 2 });
  });
});

describe("a duplicate", () => {
  const add = async (onCommit?: (commit: Commit) => void) => {
    const world = cluster();
    const silo = await world.silo({
      onCall: ({ name, when, args }) => name === "commit" && when === "sent" && onCommit?.(args[1] as Commit),
    });
    const door = await world.door();
    return { world, silo, as: door.runtime.as(me) };
  };

  it("inside one group takes effect once and answers both callers", async () => {
    const groups: number[] = [];
    const { world, as } = await add(({ endings }) => groups.push(endings.length));
    const twice = [1, 2].map(() => as.ask(counter, "c", { key: "same" }).add({ by: 5 }));
    expect(await world.run(Promise.all(twice))).toEqual([
      { ok: true, value: 5 },
      { ok: true, value: 5 },
    ]);
    expect(groups).toEqual([1]);
  });

  it("across groups is answered from the first, and its neighbours still run", async () => {
    const { world, as } = await add();
    await world.run(as.ask(counter, "c", { key: "same" }).add({ by: 5 }));
    const answers = await world.run(
      Promise.all([
        as.ask(counter, "c").add({ by: 1 }),
        as.ask(counter, "c", { key: "same" }).add({ by: 5 }),
        as.ask(counter, "c").add({ by: 1 }),
      ]),
    );
    expect(answers).toEqual([
      { ok: true, value: 6 },
      { ok: true, value: 5 },
      { ok: true, value: 7 },
    ]);
  });
});

it("makes a dead letter of the one turn that the store cannot commit, not of those that waited with it", async () => {
  const world = cluster();
  const { store } = world.ports;
  const commit = store.commit;
  // The same store for all processes: what Redis would refuse for good, say a value that is too long for it.
  store.commit = (fence, given) =>
    given.endings.some(({ entry }) => entry?.patch.includes("unfit"))
      ? Promise.reject(new Error("ERR string exceeds maximum allowed size"))
      : commit(fence, given);
  await world.silo();
  const as = (await world.door()).runtime.as(me);
  const outcomes = ["first", "a", "unfit", "b", "c"].map((note) =>
    as
      .ask(counter, "c")
      .add({ by: 1, note })
      .then(
        ({ ok }) => ok,
        (error: { code: string }) => error.code,
      ),
  );
  expect(await world.run(Promise.all(outcomes))).toEqual([true, true, "dead_lettered", true, true]);
  expect(await world.run(as.query(counter, "c").getAdditions())).toEqual(["first", "a", "b", "c"]);
});

it("counts nothing against a turn that threw on a state that was never committed", async () => {
  const lamp = contract("lamp", { queries: {}, commands: { toggle: {}, mustBeOn: {} } });
  const createLamp = () =>
    agent(lamp, {
      state: z.object({ on: z.boolean() }),
      initial: () => ({ on: false }),
      queries: {},
      retry: { mustBeOn: { attempts: 1 } },
      commands: {
        toggle({ draft, ok }) {
          draft.on = !draft.on;
          return ok();
        },
        mustBeOn({ draft, ok }) {
          if (!draft.on) throw new Error("it is off");
          return ok();
        },
      },
    });
  const world = testCluster(() => [createLamp(), createCounter()], 1);
  await world.silo();
  const as = (await world.door()).runtime.as(me);
  await world.run(as.ask(lamp, "l", { key: "k" }).toggle());
  // The line is busy with the first, so the repeated key and what comes behind it run in one group.
  const first = as.ask(counter, "c").add({ by: 1 });
  const again = as.ask(lamp, "l", { key: "k" }).toggle();
  const behind = as.ask(lamp, "l").mustBeOn();
  expect(await world.run(Promise.all([first, again, behind]))).toMatchObject([
    { ok: true },
    { ok: true },
    { ok: true },
  ]);
});
