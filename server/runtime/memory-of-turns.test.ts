import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { original } from "immer";
import { expect, it } from "vitest";
import { counter, createCounter } from "./testing/counter.ts";
import { testCluster } from "./testing/test-cluster.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

it("keeps nothing of a turn that has ended, however long its partition is owned", async () => {
  const states: WeakRef<object>[] = [];
  const observed = () => {
    const made = createCounter();
    const { add } = made.behaviour.commands;
    made.behaviour.commands.add = (args) => {
      const state = original(args.draft);
      if (state) states.push(new WeakRef(state));
      return add(args);
    };
    return made;
  };
  const world = testCluster(() => [observed()], 1);
  await world.silo();
  const as = (await world.door()).runtime.as({ kind: "shopper", id: "s1" });
  for (let i = 0; i < 20; i++) await world.run(as.ask(counter, "c").add({ by: 1 }));
  expect(states).toHaveLength(20);
  collectGarbage();
  // The agent's present state and what a replica still has of it.
  expect(states.filter((state) => state.deref()).length).toBeLessThan(5);
});
