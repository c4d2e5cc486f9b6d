import { expect, it } from "vitest";
import { z } from "zod";
import { agent } from "./agent.ts";
import { contract } from "./contract.ts";
import { partitionOf } from "./partition.ts";
import { newcomer, newerRelease, newerTally, olderRelease, reader, tally } from "./testing/tally.ts";
import { type Member, sentCalls, type TestCluster, testCluster } from "./testing/test-cluster.ts";

const me = { kind: "system", id: "tests" } as const;
const partitions = 4;
const older = { agents: olderRelease() };
const newer = { agents: newerRelease() };
const open = () => testCluster(() => olderRelease(), partitions);

function idIn(partition: number, type = "tally"): string {
  for (let i = 0; ; i++) if (partitionOf(`${type}/i${i}`, partitions) === partition) return `i${i}`;
}
const everywhere = [0, 1, 2, 3].map((partition) => idIn(partition));
const patient = (world: TestCluster) => ({ deadline: new Date(world.clock.now() + 600_000) });

/** The partitions that a silo has claimed so far. */
const claimed = ({ calls }: Member): unknown[] =>
  calls.flatMap(({ name, when, args: [partition], answer }) =>
    name === "claim" && when === "done" && JSON.stringify(answer).includes("claimed") ? [partition] : [],
  );

/** Adds one to a tally in each partition. */
const addEverywhere = (world: TestCluster, { runtime }: Member) =>
  world.run(Promise.all(everywhere.map((id) => runtime.as(me).ask(tally, id, patient(world)).add({ by: 1 }))));
const ok = (value: number) => everywhere.map(() => ({ ok: true, value }));

it("loads what the previous release wrote, and goes on from there", async () => {
  const world = open();
  const first = await world.silo(older);
  const door = await world.door(older);
  expect(await addEverywhere(world, door)).toEqual(ok(1));
  await world.run(first.runtime.drainSilo());
  await world.silo(newer);
  expect(await addEverywhere(world, door)).toEqual(ok(2));
});

it("leaves what becomes free to the newest release, in both directions of a roll-out", async () => {
  const world = open();
  const first = await world.silo(older);
  const second = await world.silo(older);
  const door = await world.door(older);
  await world.clock.advance(3000);
  expect(await addEverywhere(world, door)).toEqual(ok(1));
  const third = await world.silo(newer);
  await world.clock.advance(3000);
  const before = claimed(second).length;
  await world.run(first.runtime.drainSilo());
  expect(await addEverywhere(world, door)).toEqual(ok(2));
  expect(claimed(second)).toHaveLength(before);
  await world.run(second.runtime.drainSilo());
  expect(await addEverywhere(world, door)).toEqual(ok(3));
  expect(new Set(claimed(third)).size).toBe(partitions);
});

it("gives an older silo that joins nothing, whatever becomes free", async () => {
  const world = open();
  const first = await world.silo(newer);
  const second = await world.silo(newer);
  const door = await world.door(older);
  await world.clock.advance(3000);
  const old = await world.silo(older);
  await world.run(first.runtime.drainSilo());
  expect(await addEverywhere(world, door)).toEqual(ok(1));
  await world.clock.advance(3000);
  expect(new Set(claimed(second)).size).toBe(partitions);
  expect(claimed(old)).toEqual([]);
});

/** The newer silo has written everywhere and died, so the older one owns what it cannot run. */
async function olderOwnsNewer(world: TestCluster): Promise<{ old: Member; door: Member }> {
  const first = await world.silo(newer);
  const door = await world.door(older);
  expect(await addEverywhere(world, door)).toEqual(ok(1));
  first.process.kill();
  const old = await world.silo(older);
  await world.clock.advance(5000);
  expect(new Set(claimed(old)).size).toBe(partitions);
  return { old, door };
}

it("hands a partition back once an older silo meets newer state in it, and claims nothing while newer code lives", async () => {
  const world = open();
  const { old, door } = await olderOwnsNewer(world);
  const before = claimed(old).length;
  await world.silo(newer);
  expect(await addEverywhere(world, door)).toEqual(ok(2));
  await world.clock.advance(30_000);
  expect(claimed(old)).toHaveLength(before);
  expect(sentCalls(old, "commit")).toHaveLength(0);
  expect(old.log.filter((line) => line.startsWith("info a partition is handed to a newer release"))).not.toEqual([]);
});

it("runs nothing on newer state while no newer code lives; what is patient is answered when it comes", async () => {
  const world = open();
  const { old, door } = await olderOwnsNewer(world);
  const [id = ""] = everywhere;
  const hurried = door.runtime.as(me).ask(tally, id).add({ by: 10 });
  const patiently = door.runtime.as(me).ask(tally, id, patient(world)).add({ by: 100 });
  await expect(world.run(hurried)).rejects.toMatchObject({ code: "deadline_exceeded" });
  expect(old.log.filter((line) => line.includes(`warn an agent waits for newer code: tally/${id}`))).toHaveLength(1);
  expect(await world.run(door.runtime.deadLetters())).toMatchObject({ letters: [] });
  // an agent beside it, which newer code has not touched, is served
  expect(await world.run(door.runtime.as(me).ask(tally, `${id}-beside`).add({ by: 5 }))).toEqual({
    ok: true,
    value: 5,
  });
  await world.silo(newer);
  expect(await world.run(patiently)).toEqual({ ok: true, value: 101 });
});

it("brings a query of newer state to the owner, who answers it without a commit", async () => {
  const world = open();
  const silo = await world.silo(newer);
  const door = await world.door(older);
  await addEverywhere(world, door);
  const commits = sentCalls(silo, "commit").length;
  for (const id of everywhere) expect(await world.run(door.runtime.as(me).query(tally, id).getTotal())).toBe(1);
  expect(sentCalls(silo, "commit")).toHaveLength(commits);
  const broken = door.runtime
    .as(me)
    .query(tally, everywhere[0] ?? "")
    .getBroken();
  await expect(world.run(broken)).rejects.toThrow("this query is broken");
});

it("asks again where the answer to a query was lost with its owner", async () => {
  const world = open();
  let deadly = false;
  const first = await world.silo({
    ...newer,
    onCall: ({ name, when }, process) => {
      if (deadly && name === "read" && when === "done") process.kill();
    },
  });
  const door = await world.door(older);
  await addEverywhere(world, door);
  await world.clock.advance(1000);
  deadly = true;
  const total = door.runtime
    .as(me)
    .query(tally, everywhere[0] ?? "")
    .getTotal();
  await world.clock.advance(100);
  expect(first.process.isDead).toBe(true);
  await world.silo(newer);
  expect(await world.run(total)).toBe(1);
});

it("says that a query of newer state is unavailable where nobody can answer it", async () => {
  const world = open();
  const { door } = await olderOwnsNewer(world);
  const total = door.runtime
    .as(me)
    .query(tally, everywhere[0] ?? "")
    .getTotal();
  await expect(world.run(total)).rejects.toMatchObject({ code: "unavailable" });
});

it("lets a turn of older code read newer state through its owner", async () => {
  const world = open();
  const old = await world.silo(older);
  await world.silo(newer);
  const door = await world.door(older);
  await world.clock.advance(3000);
  expect(await addEverywhere(world, door)).toEqual(ok(1));
  for (const partition of [0, 1, 2, 3]) {
    const asked = door.runtime.as(me).ask(reader, idIn(partition, "reader"), patient(world));
    for (const [n, id] of everywhere.entries()) {
      expect(await world.run(asked.read({ id }))).toEqual({ ok: true, value: n + 1 });
    }
  }
  expect(sentCalls(old, "commit").length).toBeGreaterThan(0);
});

it("leaves a turn that newer code has begun to newer code, also on a state that it has not written yet", async () => {
  const world = open();
  const begun: string[] = [];
  const earns = (by: string) => ({
    earn: async () => {
      begun.push(by);
      return 7;
    },
  });
  const [id = ""] = everywhere;
  const dying = await world.silo({
    agents: newerRelease(earns("first")),
    onCall: ({ name, when }, process) => {
      if (name === "open" && when === "done") process.kill();
    },
  });
  const door = await world.door(older);
  const answer = door.runtime.as(me).ask(tally, id, patient(world)).earn();
  await world.clock.advance(100);
  expect(dying.process.isDead).toBe(true);
  await world.silo({ agents: olderRelease(earns("older")) });
  await world.clock.advance(10_000);
  expect(begun).toEqual([]);
  await world.silo({ agents: newerRelease(earns("second")) });
  expect(await world.run(answer)).toEqual({ ok: true, value: 7 });
  expect(begun).toEqual(["second"]);
});

it.each(["command", "type"])("leaves a %s that only newer code knows to that code", async (what) => {
  const world = open();
  await world.silo(older);
  const door = await world.door(newer);
  await world.silo(newer);
  const { ask } = door.runtime.as(me);
  for (const partition of [0, 1, 2, 3]) {
    const answer: Promise<unknown> =
      what === "command"
        ? ask(newerTally, idIn(partition), patient(world)).double()
        : ask(newcomer, idIn(partition, "newcomer"), patient(world)).greet();
    expect(await world.run(answer)).toMatchObject({ ok: true });
  }
  expect(await world.run(door.runtime.deadLetters())).toMatchObject({ letters: [] });
});

it("keeps a command for a release that lacks a type of its own, until it leaves", async () => {
  const world = open();
  const retired = contract("retired", { queries: {}, commands: {} });
  const about = { state: z.object({}), initial: () => ({}), queries: {}, commands: {} };
  const old = await world.silo({ agents: [...olderRelease(), agent(retired, about)] });
  await world.silo(newer);
  const door = await world.door(newer);
  await world.clock.advance(3000);
  const { ask } = door.runtime.as(me);
  const answers = Promise.all(everywhere.map((id) => ask(newerTally, id, patient(world)).double()));
  await world.clock.advance(3000);
  await world.run(old.runtime.drainSilo());
  expect(await world.run(answers)).toEqual(ok(0));
  expect(await world.run(door.runtime.countDeadLetters())).toBe(0);
});

it("does not wait for what it cannot run when it leaves", async () => {
  const world = open();
  const { old, door } = await olderOwnsNewer(world);
  const answer = door.runtime
    .as(me)
    .ask(tally, everywhere[0] ?? "", patient(world))
    .add({ by: 1 });
  await world.clock.advance(1000);
  const begun = world.clock.monotonic();
  await world.run(old.runtime.drainSilo());
  expect(world.clock.monotonic() - begun).toBeLessThan(5000);
  await world.silo(newer);
  expect(await world.run(answer)).toEqual({ ok: true, value: 2 });
});

it("buries a command that no release which lives knows", async () => {
  const world = open();
  const old = await world.silo(older);
  const door = await world.door(newer);
  const [id = ""] = everywhere;
  const { ask } = door.runtime.as(me);
  await expect(world.run(ask(newerTally, id).double())).rejects.toMatchObject({ code: "dead_lettered" });
  await expect(world.run(ask(newcomer, id).greet())).rejects.toMatchObject({ code: "dead_lettered" });
  expect(claimed(old)).toHaveLength(partitions);
});

it("leaves the state as it was where a migration throws, names the agent, and replays once it is mended", async () => {
  const world = open();
  const [id = ""] = everywhere;
  const first = await world.silo(older);
  const door = await world.door(older);
  await addEverywhere(world, door);
  await world.run(first.runtime.drainSilo());
  const before = await world.ports.store.read(`tally/${id}`);
  const fails = newerRelease(undefined, () => {
    throw new Error("a total is missing");
  });
  const broken = await world.silo({ agents: fails });
  const { ask } = door.runtime.as(me);
  const why = `the state of tally/${id} could not be brought from version 1 to 2: a total is missing`;
  await expect(world.run(ask(tally, id).add({ by: 1 }))).rejects.toMatchObject({ code: "dead_lettered" });
  await expect(world.run(broken.runtime.as(me).query(tally, id).getTotal())).rejects.toThrow(why);
  expect(await world.ports.store.read(`tally/${id}`)).toEqual(before);
  const { letters } = await world.run(door.runtime.deadLetters());
  expect(letters).toMatchObject([{ reason: "migration_failed", error: why }]);
  // an agent that has nothing to migrate is served meanwhile
  expect(await world.run(ask(tally, `${id}-beside`).add({ by: 5 }))).toEqual({ ok: true, value: 5 });
  await world.run(broken.runtime.drainSilo());
  const mended = await world.silo(newer);
  for (const { message } of letters) expect(await world.run(mended.runtime.replay(message))).toBe(true);
  await world.clock.advance(1000);
  expect(await world.run(mended.runtime.as(me).query(tally, id).getTotal())).toBe(2);
});
