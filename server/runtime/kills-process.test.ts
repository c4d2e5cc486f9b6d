import { expect, it } from "vitest";
import { Fault } from "./faults.ts";
import { counter, createCounter, createLedger } from "./testing/counter.ts";
import type { SimulatedProcess } from "./testing/simulated-process.ts";
import { testCluster } from "./testing/test-cluster.ts";

const me = { kind: "shopper", id: "s1" } as const;

it("finds the message that kills its process and dead-letters it alone; its neighbours run", async () => {
  // The counter called "poison" takes its whole process with it, whenever its command runs.
  const deadly = (process: SimulatedProcess) => {
    const made = createCounter();
    const { add } = made.behaviour.commands;
    made.behaviour.commands.add = (args) => {
      if (args.ctx.id === "poison") process.kill();
      return add(args);
    };
    return made;
  };
  const world = testCluster((process) => [deadly(process), createLedger()]);
  let current = await world.silo();
  const door = await world.door();
  const as = door.runtime.as(me);
  const neighbours = Array.from({ length: 8 }, (_, i) => as.tell(counter, `n${i}`).add({ by: 1 }));
  const poisoned = as.ask(counter, "poison", { deadline: new Date(world.clock.now() + 600_000) }).add({ by: 1 });
  const fault = poisoned.catch((error: unknown) => error);
  await world.run(Promise.all(neighbours));
  let restarts = 0;
  for (; restarts < 10; restarts++) {
    await world.clock.advance(5000);
    if (!current.process.isDead) break;
    current = await world.silo();
  }
  expect(await world.run(fault)).toMatchObject({ code: "dead_lettered" });
  expect(await fault).toBeInstanceOf(Fault);
  expect(restarts).toBeLessThanOrEqual(5);
  const { letters } = await world.run(door.runtime.deadLetters({ limit: 10 }));
  expect(letters.map(({ reason, message }) => [reason, message.agent])).toEqual([["kills_process", "counter/poison"]]);
  for (let i = 0; i < 8; i++) expect(await world.run(as.query(counter, `n${i}`).getTotal())).toBe(1);
});
