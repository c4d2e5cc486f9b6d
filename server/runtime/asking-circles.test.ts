import { expect, test } from "vitest";
import { z } from "zod";
import { agent } from "./agent.ts";
import { askingOf, sayWhoAsksInCircles } from "./asking-circles.ts";
import { type AnyContract, contract } from "./contract.ts";
import { counter, createCounter } from "./testing/counter.ts";
import { testCluster } from "./testing/test-cluster.ts";
import { type AnyAgent, agentTypes } from "./types.ts";

const named = (name: string) => contract(name, { queries: {}, commands: { go: {} } });

const asking = (name: string, asks?: readonly AnyContract[]): AnyAgent =>
  agent(named(name), {
    ...(asks && { asks }),
    state: z.object({}),
    initial: () => ({}),
    queries: {},
    commands: { go: ({ ok }) => ok() },
  });

const circles = (graph: Record<string, string>) =>
  askingOf(agentTypes(Object.entries(graph).map(([name, asks]) => asking(name, [...asks].map(named))))).circles;

test("types that ask each other are named, each circle once and the same wherever one begins", () => {
  expect(circles({ a: "b", b: "c", c: "a" })).toEqual([["a", "b", "c", "a"]]);
  expect(circles({ c: "a", b: "c", a: "b" })).toEqual([["a", "b", "c", "a"]]);
  expect(circles({ a: "b", b: "ac", c: "b" })).toEqual([
    ["a", "b", "a"],
    ["b", "c", "b"],
  ]);
  expect(circles({ a: "b", b: "c", c: "b" })).toEqual([["b", "c", "b"]]);
  expect(circles({ a: "a" })).toEqual([["a", "a"]]);
});

test("types that ask the same one, or one that is not here, are no circle", () => {
  expect(circles({ a: "bc", b: "d", c: "d", d: "" })).toEqual([]);
  expect(circles({ a: "b" })).toEqual([]);
});

test("those that do not declare whom they ask are named", () => {
  expect(askingOf(agentTypes([asking("b"), asking("a"), asking("c", [])])).undeclared).toEqual(["a", "b"]);
});

test("a silo says at its start which types ask each other", () => {
  const said: string[] = [];
  sayWhoAsksInCircles(agentTypes([asking("a", [named("b")]), asking("b", [named("a")]), asking("c")]), (level, line) =>
    said.push(`${level} ${line}`),
  );
  expect(said).toEqual([
    "warn agents of these types may wait for each other: a → b → a",
    "info whom these types ask is not declared: c",
  ]);
  said.length = 0;
  sayWhoAsksInCircles(agentTypes([asking("a", [named("b")]), asking("b", [])]), (level, line) =>
    said.push(`${level} ${line}`),
  );
  expect(said).toEqual(["info no types of agents ask each other in a circle, as far as they declare it"]);
});

test("an ask of a type that is not declared is refused before it leaves, and says what to add", async () => {
  const secretive = contract("secretive", { queries: {}, commands: { go: {} } });
  const other: AnyContract = counter;
  const world = testCluster(() => [
    createCounter(new Map()),
    agent(secretive, {
      asks: [named("a")],
      state: z.object({}),
      initial: () => ({}),
      queries: {},
      commands: {
        async go({ ctx, ok }) {
          await ctx.ask(other, "c").touch?.();
          return ok();
        },
      },
    }),
  ]);
  const { runtime } = await world.silo();
  const me = runtime.as({ kind: "system", id: "test" });
  await expect(world.run(me.ask(secretive, "s").go())).rejects.toThrow(/dead/);
  const { letters } = await world.run(runtime.deadLetters());
  expect(letters.map(({ error }) => error)).toEqual([
    'agent secretive asks "counter" without saying so: add its contract to the "asks" of the agent',
  ]);
  expect(await world.run(me.query(counter, "c").getTotal())).toBe(0);
});
