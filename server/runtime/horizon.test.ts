import { describe, expect, it } from "vitest";
import type { Message } from "./message.ts";
import { partitionOf } from "./partition.ts";
import { counter, createCounter, createLedger, ledger } from "./testing/counter.ts";
import { type Member, type TestCluster, testCluster } from "./testing/test-cluster.ts";

const shopper = { kind: "shopper", id: "s1" } as const;
const program = { kind: "key", id: "k1" } as const;
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const weekend = 62 * hour;

/** Agents whose partition is known: of two, ledgers live in the first and counters in the second. */
const idIn = (type: string, partition: number, n = 0) => {
  const ids = Array.from({ length: 100 }, (_, i) => `x${i}`);
  return ids.filter((id) => partitionOf(`${type}/${id}`, 2) === partition)[n] ?? "";
};
const book = idIn("ledger", 0);
const from = [0, 1, 2].map((n) => idIn("counter", 1, n));
const [a = ""] = from;

const horizonOf = (world: TestCluster) => world.ports.store.horizon();
const lag = async (world: TestCluster) => world.clock.now() - (await horizonOf(world));
const letters = async ({ runtime }: Member, world: TestCluster) =>
  (await world.run(runtime.deadLetters())).letters.map(({ reason }) => reason);
const total = (door: Member, world: TestCluster, id: string) =>
  world.run(door.runtime.as(shopper).query(counter, id).getTotal());
/** A caller who does not wait for the answer. */
const unheard = (answer: Promise<unknown>) => void answer.catch(() => {});
const line = (partition: number) => ({ partition, lane: "main", kind: "doors" as const });

async function start(agents = () => [createCounter(), createLedger()]) {
  const world = testCluster(agents);
  const silo = await world.silo();
  const door = await world.door();
  return { world, silo, door, as: door.runtime.as(shopper) };
}

describe("the horizon", () => {
  it("follows the clock by a minute where nothing is under way", async () => {
    const { world, as } = await start();
    await world.run(as.ask(counter, a).add({ by: 1 }));
    await world.clock.advance(3 * minute);
    expect(await lag(world)).toBeGreaterThanOrEqual(minute);
    expect(await lag(world)).toBeLessThan(minute + 15 * second);
  });

  it("waits for the oldest turn that is under way, and goes on after it", async () => {
    const slow = {
      run: () => new Promise<string>((resolve) => void world.clock.after(10 * minute, () => resolve("x"))),
    };
    const { world, as } = await start(() => [createCounter(), createLedger(slow)]);
    const sent = world.clock.now();
    unheard(as.ask(ledger, book).effect({ name: "slow" }));
    await world.clock.advance(9 * minute);
    expect(await horizonOf(world)).toBeLessThanOrEqual(sent);
    await world.clock.advance(5 * minute);
    expect(await lag(world)).toBeLessThan(minute + 15 * second);
  });

  it("stands still while a partition has no owner, and while an owner cannot know what it held", async () => {
    const { world, silo } = await start();
    await world.clock.advance(3 * minute);
    silo.process.kill();
    await world.clock.advance(5 * second);
    await world.run(world.ports.store.claim(0, "ghost", 10 * minute));
    const stood = await horizonOf(world);
    await world.silo();
    await world.clock.advance(9 * minute);
    expect(await horizonOf(world)).toBeLessThan(stood + 20 * second);
    await world.clock.advance(minute + 20 * second);
    expect(await horizonOf(world)).toBeLessThan(stood + 20 * second);
    await world.clock.advance(minute);
    expect(await lag(world)).toBeLessThan(minute + 15 * second);
  });

  it("stands still after the server's clock has jumped, until every door has noticed", async () => {
    const world = testCluster(() => [createCounter()]);
    const silo = await world.silo();
    let behind = 0;
    const late = world.connect();
    const door = await world.door({
      ports: { ...late, clock: { ...late.clock, now: () => world.clock.now() - behind } },
    });
    await world.clock.advance(3 * minute);
    behind = hour;
    world.clock.jump(hour);
    for (let i = 0; i < 2; i++) {
      await world.clock.advance(12 * second);
      const deadline = new Date(world.clock.now() + hour);
      await world.run(door.runtime.as(shopper).ask(counter, a, { deadline }).add({ by: 1 }));
    }
    behind = 0;
    await world.clock.advance(2 * minute);
    expect(await total(door, world, a)).toBe(2);
    expect(await letters(silo, world)).toEqual([]);
    expect(await lag(world)).toBeLessThan(minute + 15 * second);
  });
});

describe("what is from before the horizon", () => {
  it("does not run again after its answer is forgotten: it is a dead letter", async () => {
    const world = testCluster(() => [createCounter(), createLedger()]);
    await world.silo();
    const copies: { line: Parameters<typeof world.ports.queues.add>[0]; envelope: Message[] }[] = [];
    const door = await world.door({
      onCall: ({ name, when, args: [to, envelope] }) => {
        if (name === "add" && when === "sent") copies.push({ line: to as never, envelope: envelope as Message[] });
      },
    });
    const as = door.runtime.as(shopper);
    const deadline = new Date(world.clock.now() + hour);
    await world.run(as.ask(counter, a, { deadline }).add({ by: 1 }));
    await world.run(as.ask(ledger, book, { deadline }).collect({ from, by: 10 }));
    await world.clock.advance(3 * minute);
    const callIds = copies.flatMap(({ envelope }) => envelope.map(({ callId }) => callId));
    expect(callIds).toHaveLength(2);
    expect(await world.ports.store.answers(1, callIds)).toEqual([undefined, undefined]);
    for (const copy of copies) await world.ports.queues.add(copy.line, copy.envelope);
    await world.clock.advance(5 * second);
    expect(await total(door, world, a)).toBe(11);
    expect(await letters(door, world)).toEqual(["too_old", "too_old"]);
    await world.run(as.ask(counter, a).add({ by: 1 }));
    expect(await total(door, world, a)).toBe(12);
  });

  it("is told to who waits for it, and its neighbours in the same group run", async () => {
    const { world, door, as } = await start();
    await world.run(as.ask(counter, a).add({ by: 1 }));
    await world.clock.advance(3 * minute);
    const now = world.clock.now();
    const message = (callId: string, since: number): Message => ({
      callId,
      rootId: callId,
      since,
      stamp: since,
      caller: shopper,
      chain: [],
      agent: `counter/${a}`,
      method: "add",
      input: { by: 1 },
      hash: "hash",
    });
    await world.ports.queues.add(line(1), [message("m1", now), message("m2", now - 2 * minute), message("m3", now)]);
    await world.clock.advance(5 * second);
    expect(await total(door, world, a)).toBe(3);
    const answers = await world.ports.store.answers(1, ["m1", "m2", "m3"]);
    expect(answers.map((kept) => kept?.answer.kind)).toEqual(["ok", "dead_lettered", "ok"]);
  });
});

describe("an answer", () => {
  it("is known for a minute without a key, ten under a browser's and a day under a program's", async () => {
    const { world, door } = await start();
    const calls = [
      { as: shopper, key: undefined },
      { as: shopper, key: "k" },
      { as: program, key: "k" },
    ];
    const sums: number[] = [];
    const pass = async (hours: number) => {
      world.clock.jump(hours * hour);
      await world.clock.advance(2 * minute);
    };
    const again = async () => {
      for (const { as, key } of calls) {
        const how = key === undefined ? {} : { key };
        await world.run(door.runtime.as(as).ask(counter, a, how).add({ by: 1 }));
      }
      sums.push(await total(door, world, a));
    };
    await again();
    await world.clock.advance(9 * minute);
    await again();
    await world.clock.advance(4 * minute);
    await again();
    await pass(23);
    await again();
    await pass(2);
    await again();
    // one of the three counts again each time, from the third on two, at last all
    expect(sums).toEqual([3, 4, 6, 8, 11]);
  });

  it("to a key that was sent again before all silos went away is there when they are back", async () => {
    let slow = 0;
    const world = testCluster(() => [
      createCounter(),
      createLedger({
        run: async (key) => {
          await new Promise<void>((resolve) => void world.clock.after(slow, resolve));
          return key;
        },
      }),
    ]);
    const first = await world.silo();
    const door = await world.door();
    const as = door.runtime.as(shopper);
    await world.run(as.ask(ledger, book, { key: "k" }).collect({ from, by: 1 }));
    await world.clock.advance(5 * minute);
    first.process.kill();
    slow = 20 * minute;
    unheard(as.ask(ledger, book, { deadline: new Date(world.clock.now() + 2 * weekend) }).effect({ name: "slow" }));
    await world.clock.advance(second);
    unheard(
      as.ask(ledger, book, { key: "k", deadline: new Date(world.clock.now() + 2 * weekend) }).collect({ from, by: 1 }),
    );
    await world.clock.advance(weekend);
    await world.silo();
    await world.clock.advance(30 * minute);
    for (const id of from) expect(await total(door, world, id)).toBe(1);
    expect(await letters(door, world)).toEqual([]);
  });
});

it("finishes a checkout that a weekend with all silos off has cut, each of its steps once", async () => {
  const world = testCluster(() => [createCounter(), createLedger()]);
  let answered = 0;
  const first = await world.silo({
    // the steps have their answers, of which the record has the first alone
    onCall: ({ name, when }, process) => {
      if (name === "extend" && when === "sent" && ++answered === 2) process.kill();
    },
  });
  const door = await world.door();
  const as = door.runtime.as(shopper);
  unheard(as.ask(ledger, book).collect({ from, by: 10 }));
  await world.clock.advance(2500);
  expect(first.process.isDead).toBe(true);
  await world.clock.advance(weekend);
  // on Monday the one who holds the checkout comes up later than the rest of the shop
  await world.run(world.ports.store.claim(0, "late", 15 * minute));
  await world.silo();
  for (let i = 0; i < 20; i++) {
    await world.clock.advance(minute);
    await world.run(as.ask(counter, idIn("counter", 1, 5)).add({ by: 1 }));
  }
  for (const id of from) expect(await total(door, world, id), id).toBe(10);
  for (const id of from) expect(await total(door, world, `told-${id}`), `told ${id}`).toBe(1);
  expect(await world.run(as.query(ledger, book).getEntries())).toHaveLength(1);
  expect(await letters(door, world)).toEqual([]);
  expect(await lag(world)).toBeLessThan(minute + 15 * second);
});

it("makes a dead letter of a turn that its owner has been running for an hour, and the agent goes on", async () => {
  const stuck = { run: (key: string) => (key === "" ? Promise.resolve("") : new Promise<string>(() => {})) };
  const { world, silo, door, as } = await start(() => [createCounter(), createLedger(stuck)]);
  const deadline = new Date(world.clock.now() + 3 * hour);
  unheard(as.ask(ledger, book, { deadline }).effect({ name: "stuck" }));
  const next = as.ask(ledger, book, { deadline }).collect({ from: [a], by: 1 });
  await world.clock.advance(59 * minute);
  expect(await letters(silo, world)).toEqual([]);
  await world.clock.advance(2 * minute);
  expect(await letters(door, world)).toEqual(["too_long"]);
  expect(await world.run(next)).toEqual({ ok: true, value: 1 });
  await world.clock.advance(2 * minute);
  expect(await lag(world)).toBeLessThan(minute + 15 * second);
});
