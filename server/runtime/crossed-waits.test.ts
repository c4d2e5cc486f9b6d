import { describe, expect, it } from "vitest";
import { z } from "zod";
import { agent } from "./agent.ts";
import { contract } from "./contract.ts";
import { Fault } from "./faults.ts";
import { type Member, sentCalls, testCluster } from "./testing/test-cluster.ts";
import { chain, createVisitor, type Plan, visitor } from "./testing/visitor.ts";
import type { AnyAgent } from "./types.ts";
import type { Failpoint } from "./workplace.ts";

const me = { kind: "shopper", id: "s1" } as const;

/** The first turns of these agents wait until all of them have their records open: so they do cross. */
function meeting(ids: string) {
  const met = Promise.withResolvers<void>();
  const missing = new Set(ids);
  return (point: Failpoint, agent: string) => {
    if (point !== "after-turn-record" || !missing.delete(agent.slice(-1))) return undefined;
    if (missing.size === 0) met.resolve();
    return met.promise;
  };
}

async function start({ silos = 1, agents = (): AnyAgent[] => [createVisitor()], partitions = 3, meet = "" } = {}) {
  const world = testCluster(agents, partitions);
  const members: Member[] = [];
  const failpoint = meeting(meet);
  for (let i = 0; i < silos; i++) members.push(await world.silo({ failpoint }));
  await world.clock.advance(5000);
  const door = await world.door();
  const as = door.runtime.as(me);
  const outcomes = (visits: Record<string, Plan>) =>
    Promise.all(
      Object.entries(visits).map(([id, plan]) =>
        as
          .ask(visitor, id)
          .visit(plan)
          .catch((error: unknown) => (error instanceof Fault ? error.code : error)),
      ),
    );
  const notes = async (...ids: string[]) => {
    const all = ids.map((id) => world.run(as.query(visitor, id).getNotes()));
    return Promise.all(all);
  };
  const warnings = () => members.flatMap(({ log }) => log.filter((line) => line.includes("waited for each other")));
  return { world, members, door, as, outcomes, notes, warnings };
}

const ok = { ok: true };

describe.each([1, 3])("on %i silos", (silos) => {
  it("two turns that ask each other both end, the younger after the one that it blocked", async () => {
    const { world, outcomes, notes, warnings } = await start({ silos, meet: "ab" });
    expect(await world.run(outcomes({ a: chain("R", ["b"]), b: chain("S", ["a"]) }))).toEqual([ok, ok]);
    expect(await notes("a", "b")).toEqual([
      ["R", "S.a"],
      ["R.b", "S"],
    ]);
    expect(warnings()).toHaveLength(1);
  });

  it("a circle of three ends, and what waited behind it keeps its order", async () => {
    const { world, as, outcomes, notes } = await start({ silos, meet: "abc" });
    const circle = outcomes({ a: chain("R", ["b"]), b: chain("S", ["c"]), c: chain("T", ["a"]) });
    const behind = [1, 2, 3].map((n) => as.ask(visitor, "c").visit(chain(`behind ${n}`, [])));
    expect(await world.run(circle)).toEqual([ok, ok, ok]);
    await world.run(Promise.all(behind));
    expect((await notes("c"))[0]).toEqual(["S.c", "T", "behind 1", "behind 2", "behind 3"]);
  });

  it("chains that cross further down begin anew at once from where they are in the way", async () => {
    const { world, outcomes, notes, door, warnings } = await start({ silos, meet: "ac" });
    const visits = { a: chain("R", ["b", "c"]), c: chain("S", ["d", "a"]) };
    expect(await world.run(outcomes(visits))).toEqual([ok, ok]);
    expect(await notes("a", "b", "c", "d")).toEqual([["R", "S.d.a"], ["R.b"], ["R.b.c", "S"], ["S.d"]]);
    expect(warnings()).toHaveLength(1);
    expect(await world.run(door.runtime.countDeadLetters())).toBe(0);
  });

  it("where each has done something, the youngest is told the circle, and replayed does none of it twice", async () => {
    const { world, outcomes, notes, door } = await start({ silos, meet: "ab" });
    const busy = (note: string, first: string, then: string): Plan => ({
      note,
      asks: [first, then].map((to) => [{ to, plan: chain(`${note}.${to}`, []) }]),
    });
    const visits = { a: busy("R", "x", "b"), b: busy("S", "y", "a") };
    expect(await world.run(outcomes(visits))).toEqual([ok, "dead_lettered"]);
    const { letters } = await world.run(door.runtime.deadLetters());
    expect(letters).toMatchObject([{ reason: "cycle", message: { agent: "visitor/b" } }]);
    expect(letters[0]?.error).toBe("visitor/b → visitor/a → visitor/b: each waits for the next");
    expect(await notes("a", "b", "x", "y")).toEqual([["R"], ["R.b"], ["R.x"], ["S.y"]]);
    for (const { message } of letters) await world.run(door.runtime.replay(message));
    await world.clock.advance(5000);
    expect(await notes("a", "b", "x", "y")).toEqual([["R", "S.a"], ["R.b", "S"], ["R.x"], ["S.y"]]);
  });

  it("turns that give way to each other in vain make those that asked for them give way", async () => {
    const { world, outcomes, notes, door } = await start({ silos, meet: "bc" });
    // c and b hold themselves, so what they ask of a never gets to the other's agent, whichever of the two a runs first
    const through = (note: string, first: string, to: string): Plan => ({
      note,
      asks: [[{ to: first, plan: chain(`${note}.${first}`, []) }], [{ to: "a", plan: chain(`${note}.a`, [to]) }]],
    });
    const ended = await world.run(outcomes({ c: through("U", "x", "b"), b: through("V", "y", "c") }));
    expect(ended).toContainEqual(ok);
    expect(ended).toContain("dead_lettered");
    const { letters } = await world.run(door.runtime.deadLetters());
    expect(letters).toMatchObject([{ reason: "cycle", message: { chain: [] } }]);
    expect(await notes("x", "y")).toEqual([["U.x"], ["V.y"]]);
    expect((await notes("a"))[0]).toEqual([expect.stringMatching(/^[UV]\.a$/)]);
  });

  it("a root that is in its own way, asked by two of its asks, ends", async () => {
    const { world, outcomes, notes } = await start({ silos, meet: "bc" });
    const both: Plan = {
      note: "R",
      asks: [
        [
          { to: "b", plan: chain("left", ["c"]) },
          { to: "c", plan: chain("right", ["b"]) },
        ],
      ],
    };
    expect(await world.run(outcomes({ a: both }))).toEqual([ok]);
    const [b = [], c = []] = await notes("b", "c");
    expect([b.toSorted(), c.toSorted()]).toEqual([
      ["left", "right.b"],
      ["left.c", "right"],
    ]);
  });

  it("an ask that merely takes long is left alone", async () => {
    const waiting: (() => void)[] = [];
    const linger = (note: string) =>
      note === "slow" ? new Promise<void>((resolve) => void waiting.push(resolve)) : Promise.resolve();
    const { world, as, outcomes, notes, warnings } = await start({ silos, agents: () => [createVisitor(linger)] });
    const slow = as.ask(visitor, "c").visit(chain("slow", []));
    const asking = outcomes({ a: chain("R", ["b", "c"]), b: chain("S", ["c"]), d: chain("T", ["a"]) });
    await world.clock.advance(20_000);
    for (const go of waiting) go();
    await world.run(Promise.all([slow, asking]));
    expect(warnings()).toEqual([]);
    expect((await notes("c"))[0]).toHaveLength(3);
  });
});

describe("a turn that gives way", () => {
  const points = (["sent", "done"] as const).flatMap((when) =>
    ["withdraw", "postpone", "open"].map((name) => [name, when] as const),
  );
  it.each(points)("is done once though its silo dies as %s is %s", async (name, when) => {
    const world = testCluster(() => [createVisitor()], 1);
    let withdrawn = false;
    const first = await world.silo({
      failpoint: meeting("ab"),
      onCall: (call, process) => {
        if (call.name === "withdraw") withdrawn = true;
        if (withdrawn && call.name === name && call.when === when) process.kill();
      },
    });
    const door = await world.door();
    const as = door.runtime.as(me);
    const both = [as.ask(visitor, "a").visit(chain("R", ["b"])), as.ask(visitor, "b").visit(chain("S", ["a"]))];
    await world.clock.advance(4000);
    expect(first.process.isDead).toBe(true);
    const second = await world.silo();
    expect(await world.run(Promise.all(both))).toEqual([ok, ok]);
    const seen = async (id: string) => (await world.run(as.query(visitor, id).getNotes())).toSorted();
    expect([await seen("a"), await seen("b")]).toEqual([
      ["R", "S.a"],
      ["R.b", "S"],
    ]);
    expect(await world.run(door.runtime.countDeadLetters())).toBe(0);
    expect(second.log.filter((line) => line.startsWith("error"))).toEqual([]);
  });

  it("had begun, so no deadline ends it, whatever passes before it begins anew", async () => {
    const waiting: (() => void)[] = [];
    const linger = (note: string) =>
      note === "R.b" ? new Promise<void>((resolve) => void waiting.push(resolve)) : Promise.resolve();
    const { world, as, notes } = await start({ agents: () => [createVisitor(linger)], meet: "ab" });
    await world.run(as.tell(visitor, "a").visit(chain("R", ["b"])));
    const younger = as.ask(visitor, "b", { deadline: new Date(world.clock.now() + 1000) }).visit(chain("S", ["a"]));
    const told = younger.catch((error: Fault) => error.code);
    await world.clock.advance(2000);
    expect(await told).toBe("deadline_exceeded");
    for (const go of waiting) go();
    await world.clock.advance(5000);
    expect(await notes("a", "b")).toEqual([
      ["R", "S.a"],
      ["R.b", "S"],
    ]);
    const partitions = [0, 1, 2].map((partition) => world.ports.store.openTurns({ partition, epoch: 1 }, false));
    expect(await Promise.all(partitions)).toEqual([[], [], []]);
  });

  it("is kept by its record: no job, no mailbox, and its owner gone", async () => {
    const world = testCluster(() => [createVisitor()], 1);
    const first = await world.silo({
      failpoint: meeting("ab"),
      onCall: ({ name, when }, process) => name === "postpone" && when === "done" && process.kill(),
    });
    const as = (await world.door()).runtime.as(me);
    await world.run(as.tell(visitor, "a").visit(chain("R", ["b"])));
    await world.run(as.tell(visitor, "b").visit(chain("S", ["a"])));
    await world.clock.advance(4000);
    expect(first.process.isDead).toBe(true);
    await world.silo();
    await world.clock.advance(5000);
    const fence = { partition: 0, epoch: 2 };
    expect(await world.ports.store.openTurns(fence, false)).toEqual([]);
    expect((await world.run(as.query(visitor, "a").getNotes())).toSorted()).toEqual(["R", "S.a"]);
    expect((await world.run(as.query(visitor, "b").getNotes())).toSorted()).toEqual(["R.b", "S"]);
  });
});

describe("a silo that was replaced while its turns waited", () => {
  it("looks at them no more", async () => {
    const world = testCluster(
      () => [createVisitor((note) => (note === "holder" ? new Promise(() => {}) : Promise.resolve()))],
      1,
    );
    const first = await world.silo();
    const as = (await world.door()).runtime.as(me);
    for (const [id, plan] of [
      ["b", chain("holder", [])],
      ["a", chain("R", ["b"])],
    ] as const) {
      await world.run(as.tell(visitor, id).visit(plan));
    }
    await world.clock.advance(3000);
    const looks = () => sentCalls(first, "holder").length;
    expect(looks()).toBeGreaterThan(2);
    first.process.pause();
    await world.silo();
    await world.clock.advance(4000);
    first.process.goOn();
    await world.clock.advance(2000);
    const before = looks();
    // longer than from one look to the next, and over before it may own the partition again
    await world.clock.advance(6000);
    expect(looks()).toBe(before);
  });
});

describe("the author's code", () => {
  it("may catch the circle and end otherwise", async () => {
    const careful = contract("careful", { queries: {}, commands: { go: { input: z.string(), returns: z.string() } } });
    const createCareful = () =>
      agent(careful, {
        state: z.object({}),
        initial: () => ({}),
        queries: {},
        commands: {
          async go({ input, ctx, ok }) {
            await ctx.ask(visitor, `first-${ctx.id}`).visit({ note: ctx.id, asks: [] });
            try {
              await ctx.ask(careful, input).go(ctx.id);
              return ok("done");
            } catch (error) {
              return ok(error instanceof Error ? error.message : "");
            }
          },
        },
      });
    const { world, as } = await start({ meet: "ab", agents: () => [createVisitor(), createCareful()] });
    const [older, younger] = await world.run(Promise.all([as.ask(careful, "a").go("b"), as.ask(careful, "b").go("a")]));
    expect(younger).toEqual({ ok: true, value: "careful/b → careful/a → careful/b: each waits for the next" });
    // its ask of b is refused there as a call into its own chain, which that turn catches
    expect(older).toEqual({ ok: true, value: "done" });
  });
});
