import { expect, it, test } from "vitest";
import { z } from "zod";
import { agent } from "./agent.ts";
import { contract } from "./contract.ts";
import { counter, createCounter } from "./testing/counter.ts";
import { testCluster } from "./testing/test-cluster.ts";

const me = { kind: "shopper", id: "s1" } as const;

const hop = contract("hop", { queries: {}, commands: { go: { input: z.object({ path: z.array(z.string()) }) } } });

/** Each asks the next, and the last a counter that breaks. */
const createHop = () =>
  agent(hop, {
    state: z.object({}),
    initial: () => ({}),
    queries: {},
    commands: {
      async go({ input, ctx, ok }) {
        const [next, ...path] = input.path;
        if (next === undefined) await ctx.ask(counter, "end").breakDown({ times: 3 });
        else await ctx.ask(hop, next).go({ path });
        return ok();
      },
    },
  });

/** Three letters: the counter's, that of b, which had asked for it, and that of a, which had asked for b. */
async function threeLetters() {
  const world = testCluster(() => [createCounter(new Map()), createHop()]);
  await world.silo();
  const { runtime } = await world.door();
  const as = runtime.as(me);
  const asked = as.ask(hop, "a", { key: "k" }).go({ path: ["b"] });
  await expect(world.run(asked)).rejects.toMatchObject({ code: "dead_lettered" });
  const { letters } = await world.run(runtime.deadLetters());
  const letterOf = (name: string) => {
    const found = letters.find(({ message }) => message.agent === name);
    if (!found) throw new Error(`${name} has no letter`);
    return found.message;
  };
  const total = () => world.run(as.query(counter, "end").getTotal());
  return {
    world,
    total,
    replay: (name: string) => world.run(runtime.replay(letterOf(name))),
    discard: (name: string) => world.run(runtime.discard(letterOf(name))),
    async ended() {
      await world.clock.advance(5000);
      const again = as.ask(hop, "a", { key: "k" }).go({ path: ["b"] });
      const answer = await world.run(again).catch((error: { code: string }) => error.code);
      return { answer, total: await total(), letters: await world.run(runtime.countDeadLetters()) };
    },
  };
}

const names = ["counter/end", "hop/b", "hop/a"];
const orders = names.flatMap((first) =>
  names.flatMap((second) =>
    names.filter((third) => new Set([first, second, third]).size === 3).map((third) => [first, second, third]),
  ),
);

it.each(orders)(
  "whichever letters of a chain of asks are replayed, its end takes effect once: %s, %s, %s",
  async (...order) => {
    for (const waits of [0, 5000]) {
      const { world, replay, ended } = await threeLetters();
      for (const name of order) {
        await replay(name);
        await world.clock.advance(waits);
      }
      expect(await ended()).toEqual({ answer: { ok: true }, total: 1, letters: 0 });
    }
  },
);

test("a replay discards the letters of what is asked anew, so that they cannot be replayed as well", async () => {
  const { replay, ended } = await threeLetters();
  expect(await replay("hop/a")).toBe(true);
  expect(await replay("hop/b")).toBe(false);
  expect(await replay("counter/end")).toBe(false);
  expect(await ended()).toEqual({ answer: { ok: true }, total: 1, letters: 0 });
});

test("what was discarded is asked anew", async () => {
  const { discard, replay, ended } = await threeLetters();
  await discard("counter/end");
  await discard("hop/b");
  expect(await replay("hop/a")).toBe(true);
  expect(await ended()).toEqual({ answer: { ok: true }, total: 1, letters: 0 });
});

test("where an ask was replayed too long ago to know how it ended, its turn is too old", async () => {
  const { world, replay, total } = await threeLetters();
  expect(await replay("counter/end")).toBe(true);
  await world.clock.advance(5000);
  world.clock.jump(25 * 3_600_000);
  await world.clock.advance(180_000);
  expect(await replay("hop/a")).toBe("too_old");
  await world.clock.advance(5000);
  expect(await total()).toBe(1);
});
