import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { agent } from "./agent.ts";
import { type Caller, contract } from "./contract.ts";
import { seededRandom } from "./testing/simulated-process.ts";
import { testCluster } from "./testing/test-cluster.ts";

const me: Caller = { kind: "system", id: "tests" };
const Names = z.object({ of: z.array(z.string()) });

const tally = contract("tally", {
  queries: { get: { returns: z.int() }, isOpen: { returns: z.boolean() }, age: { returns: z.int() } },
  commands: { add: { input: z.object({ by: z.int() }) }, refuse: { fails: { never: z.void() } } },
});
const board = contract("board", {
  queries: {
    sum: { input: Names, returns: z.int() },
    open: { input: Names, returns: z.int() },
    ages: { input: Names, returns: z.int() },
  },
  commands: { touch: {} },
});

const opens = 1_800_000_060_000;

/** A board that asks tallies; `runs` counts how often the code of each query ran. */
function boardAndTallies(runs: Record<string, number>) {
  const count = (name: string) => {
    runs[name] = (runs[name] ?? 0) + 1;
  };
  const all = <T>(names: readonly string[], ask: (name: string) => Promise<T>) => Promise.all(names.map(ask));
  const tallies = agent(tally, {
    state: z.object({ n: z.int(), since: z.int() }),
    initial: () => ({ n: 0, since: 0 }),
    queries: {
      get({ state }) {
        count("get");
        return state.n;
      },
      isOpen({ ctx }) {
        count("isOpen");
        const now = ctx.now().getTime();
        ctx.holdsUntil(now < opens ? new Date(opens) : null);
        return now >= opens;
      },
      age({ ctx, state }) {
        count("age");
        return ctx.now().getTime() - state.since;
      },
    },
    commands: {
      add({ draft, input, ok }) {
        draft.n += input.by;
        return ok();
      },
      refuse: ({ fail }) => fail("never"),
    },
  });
  const boards = agent(board, {
    state: z.object({ touched: z.int() }),
    initial: () => ({ touched: 0 }),
    queries: {
      async sum({ input, ctx }) {
        count("sum");
        return (await all(input.of, (name) => ctx.query(tally, name).get())).reduce((a, b) => a + b, 0);
      },
      async open({ input, ctx }) {
        return (await all(input.of, (name) => ctx.query(tally, name).isOpen())).filter((isOpen) => isOpen).length;
      },
      async ages({ input, ctx }) {
        return (await all(input.of, (name) => ctx.query(tally, name).age())).reduce((a, b) => a + b, 0);
      },
    },
    commands: {
      touch({ draft, ok }) {
        draft.touched += 1;
        return ok();
      },
    },
  });
  return [tallies, boards];
}

const names = ["a", "b", "c"];

async function aWorld() {
  const runs: Record<string, number> = {};
  const world = testCluster(() => boardAndTallies(runs));
  await world.silo();
  const { runtime } = await world.door();
  onTestFinished(() => runtime.close());
  const door = runtime.as(me);
  const ask = (name: string) => door.ask(tally, name);
  for (const name of names) await world.run(ask(name).add({ by: 1 }));
  await world.run(door.ask(board, "x").touch());
  const sum = () => world.run(door.query(board, "x").sum({ of: names }));
  /** Copies are read once, and found unchanged once, before anything rests on them. */
  const settle = async (question: () => Promise<unknown>) => {
    for (let n = 0; n < 3; n++) await question();
    for (const name of Object.keys(runs)) runs[name] = 0;
  };
  return { world, door, ask, sum, runs, settle };
}

test("a question whose answer rests on nothing that has changed runs no code again", async () => {
  const { sum, runs, settle } = await aWorld();
  await settle(sum);
  expect(await sum()).toBe(3);
  expect(runs).toEqual({ get: 0, sum: 0 });
});

test("a commit of any agent that was asked is seen by the next question, and the others are not asked again", async () => {
  const { world, ask, sum, runs, settle } = await aWorld();
  await settle(sum);
  await world.run(ask("b").add({ by: 10 }));
  expect(await sum()).toBe(13);
  expect(runs).toEqual({ get: 1, sum: 1 });
});

test("a refusal changes nothing", async () => {
  const { world, ask, sum, runs, settle } = await aWorld();
  await settle(sum);
  await world.run(ask("b").refuse());
  expect(await sum()).toBe(3);
  expect(runs).toEqual({ get: 0, sum: 0 });
});

test("an answer that depends on the time is the same until the instant that it named", async () => {
  const { world, door, runs, settle } = await aWorld();
  const open = () => world.run(door.query(board, "x").open({ of: names }));
  await settle(open);
  expect(await open()).toBe(0);
  expect(runs.isOpen).toBe(0);
  await world.clock.advance(opens - world.clock.now() - 20);
  expect(await open()).toBe(0);
  await world.clock.advance(40);
  expect(await open()).toBe(3);
});

test("an answer that depends on the time and names no instant is made anew each time", async () => {
  const { world, door, runs, settle } = await aWorld();
  const ages = () => world.run(door.query(board, "x").ages({ of: names }));
  await settle(ages);
  const before = await ages();
  await world.clock.advance(1000);
  expect(await ages()).toBeGreaterThanOrEqual(before + 3000);
  expect(runs.age).toBe(6);
});

test("different inputs are different questions", async () => {
  const { world, door, settle, sum } = await aWorld();
  await settle(sum);
  expect(await world.run(door.query(board, "x").sum({ of: ["a"] }))).toBe(1);
  expect(await sum()).toBe(3);
});

test("a destroyed agent is gone from the next answer", async () => {
  const { world, sum, settle, ask } = await aWorld();
  const { runtime } = await world.door();
  await settle(sum);
  await world.run(runtime.lifeAs(me).destroy(tally, "b"));
  expect(await sum()).toBe(2);
  await world.run(ask("b").add({ by: 5 }));
  expect(await sum()).toBe(7);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  "whatever commits when, nobody is told less than was acknowledged (seed %i)",
  async (seed) => {
    const { world, ask, sum } = await aWorld();
    const random = seededRandom(seed);
    let acknowledged = 3;
    let sent = 3;
    const underWay: Promise<unknown>[] = [];
    for (let n = 0; n < 150; n++) {
      if (random() < 0.3) {
        sent += 1;
        const name = names[Math.floor(random() * names.length)] ?? "a";
        const added = ask(name).add({ by: 1 });
        underWay.push(
          added.then(() => {
            acknowledged += 1;
          }),
        );
      } else if (random() < 0.2) {
        await world.clock.advance(random() * 20);
      } else {
        const least = acknowledged;
        const told = await sum();
        expect(told).toBeGreaterThanOrEqual(least);
        expect(told).toBeLessThanOrEqual(sent);
      }
    }
    await world.run(Promise.all(underWay));
    expect(await sum()).toBe(sent);
  },
);
