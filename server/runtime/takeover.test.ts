import { expect, it } from "vitest";
import { counter, createCounter, createLedger, ledger } from "./testing/counter.ts";
import { sentCalls, testCluster } from "./testing/test-cluster.ts";

const me = { kind: "shopper", id: "s1" } as const;
const agents = () => [createCounter(), createLedger()];

it("runs twelve jobs of a killed owner in their order, each once", async () => {
  const world = testCluster(agents, 1);
  const first = await world.silo({
    // No commit leaves, so all twelve are fetched and none is finished.
    failpoint: (point) => (point === "before-commit" ? new Promise<void>(() => {}) : undefined),
  });
  const door = await world.door();
  const as = door.runtime.as(me);
  const notes = Array.from({ length: 12 }, (_, i) => `n${i}`);
  const answers: Promise<unknown>[] = [];
  for (const note of notes) {
    answers.push(as.ask(counter, "c").add({ by: 1, note }));
    // A job of its own for each: the line is free again before the next is sent.
    await world.clock.advance(10);
  }
  const doors = world.ports.queues.intake({ partition: 0, lane: "main", kind: "doors" }, () => true);
  expect(await doors.started()).toHaveLength(12);
  first.process.kill();
  await world.silo();
  await world.run(Promise.all(answers));
  expect(await world.run(as.query(counter, "c").getAdditions())).toEqual(notes);
});

it("finishes a turn whose job is gone from its record alone", async () => {
  const world = testCluster(agents);
  const first = await world.loneSilo({
    onCall: ({ name, when }, process) => name === "extend" && when === "sent" && process.kill(),
  });
  const door = await world.door();
  const answer = door.runtime
    .as(me)
    .ask(ledger, "l")
    .collect({ from: ["a", "b", "c"], by: 1 });
  await world.clock.advance(2500);
  expect(first.process.isDead).toBe(true);
  expect(sentCalls(first, "commit", "ledger/l")).toEqual([]);
  // The record was opened, so the job has been finished: nothing else knows of the message.
  for (const kind of ["doors", "nested"] as const) {
    for (const partition of [0, 1]) {
      const line = { partition, lane: "main", kind };
      expect(await world.ports.queues.intake(line, () => true).started()).toEqual([]);
      expect(await world.ports.queues.waiting(line)).toBe(0);
    }
  }
  await world.silo();
  expect(await world.run(answer)).toEqual({ ok: true, value: 3 });
  expect(await world.run(door.runtime.as(me).query(counter, "a").getTotal())).toBe(1);
});

it("hands open turns back in both directions, without one failed call", async () => {
  const world = testCluster(agents);
  const first = await world.silo();
  const door = await world.door();
  const as = door.runtime.as(me);
  const busy = () => Array.from({ length: 10 }, (_, i) => as.ask(ledger, `l${i}`).collect({ from: ["a", "b"], by: 1 }));
  const before = busy();
  const second = await world.silo();
  const during = busy();
  await world.clock.advance(3000);
  const after = busy();
  await world.run(first.runtime.drainSilo());
  const last = busy();
  const answers = await world.run(Promise.all([...before, ...during, ...after, ...last]));
  expect(answers.every(({ ok }) => ok)).toBe(true);
  await world.clock.advance(5000);
  expect(await world.run(as.query(counter, "a").getTotal())).toBe(40);
  expect(second.log.filter((line) => line.startsWith("error"))).toEqual([]);
});

it.each([1, 2, 3, 4, 5, 6])(
  "leaves the new owner's jobs alone when it was paused and wakes up (seed %i)",
  async (seed) => {
    const world = testCluster(agents, 1, seed);
    const first = await world.silo();
    const as = (await world.door()).runtime.as(me);
    await world.run(as.ask(counter, "c").add({ by: 1 }));
    const doors = [];
    for (let i = 0; i < 8; i++) doors.push(await world.door());
    first.process.pause();
    await world.silo();
    await world.clock.advance(4000);
    first.process.goOn();
    const sent = world.clock.monotonic();
    // A job of its own for each, before the woken one has heard that it is over.
    await world.run(Promise.all(doors.map(({ runtime }) => runtime.as(me).ask(counter, "c").add({ by: 1 }))));
    // A job that it had taken would be found by the owner's next look only, three seconds later.
    expect(world.clock.monotonic() - sent).toBeLessThan(1000);
    expect(first.log.join()).toContain("lost to another silo");
  },
);
