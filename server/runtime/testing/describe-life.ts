import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { partitionOf } from "../partition.ts";
import { type Commit, destroyMethod, type Ending, type Fence } from "../ports.ts";
import { type ContractWorld, eventually, type OpenWorld, own, takeOver } from "./contract-world.ts";
import { aCommit, aFail, aMessage, anOk, anOpening, told } from "./samples.ts";

const agent = "cart/u1";

/** An ending of its own kind: an answer without a version. */
export function anInstead(callId: string, about: Partial<Ending> = {}): Ending {
  const { entry: _, ...ending } = anOk(callId, about);
  return ending;
}

export function describeLife(open: OpenWorld): void {
  describe("life of an agent", () => {
    let world: ContractWorld;
    let fence: Fence;
    beforeEach(async () => {
      world = await open();
      fence = await own(world, agent);
    });
    afterEach(() => world.close());

    const commit = (...args: Parameters<typeof aCommit>) => world.store.commit(fence, aCommit(...args));
    const destroy = (base: number, callId: string, about: Partial<Commit> = {}) => {
      const instead = { kind: "destroy", stamp: 3000 } as const;
      return commit(base, [anInstead(callId)], { instead, ...about });
    };
    const feed = async () => {
      const entries = await world.store.feed(fence.partition, { limit: 99 });
      return entries.map(({ version, method, callId, stamp }) => [version, method, callId, stamp]);
    };
    /** Another id of the same partition and type. */
    const neighbour = () => {
      for (let n = 0; ; n++) if (partitionOf(`cart/n${n}`, world.partitions) === fence.partition) return `cart/n${n}`;
    };

    test("a destroyed agent has no state, journal or place in the directory; the feed tells it, its answers stay", async () => {
      await commit(0, [anOk("c1"), anOk("c2")], { keep: "all" });
      expect(await destroy(2, "d1")).toEqual({ kind: "committed" });
      expect(await world.store.read(agent)).toEqual({ kind: "none" });
      expect(await world.store.journal(agent, { limit: 9 })).toEqual([]);
      expect(await world.store.list("cart", { prefix: "", limit: 9 })).toEqual([]);
      expect(await world.store.count("cart")).toBe(0);
      expect((await feed()).at(-1)).toEqual([3, destroyMethod, "d1", 3000]);
      const [first, last] = await world.store.answers(fence.partition, ["c1", "d1"]);
      expect([first?.answer.kind, last?.answer.kind]).toEqual(["ok", "ok"]);
    });

    test("a turn that waits outlives the agent's destruction, and its record ends with its commit", async () => {
      await commit(0, [anOk("c1")]);
      await world.store.open(fence, anOpening({ callId: "w1", base: 1, message: aMessage({ callId: "w1" }) }));
      const { events: _, ...again } = anOpening({ callId: "w1", message: aMessage({ callId: "w1", attempt: 1 }) });
      expect(await world.store.postpone(fence, { ...again, base: 1 })).toEqual({ kind: "postponed" });
      expect(await destroy(1, "d1")).toEqual({ kind: "committed" });
      expect(await world.store.openTurns(fence, false)).toMatchObject([{ callId: "w1", waits: true }]);
      expect(await commit(0, [anOk("w1")])).toMatchObject({ kind: "committed" });
      expect(await world.store.openTurns(fence, false)).toEqual([]);
      await world.store.open(fence, anOpening({ callId: "w2", base: 3, message: aMessage({ callId: "w2" }) }));
      expect(await world.store.openTurns(fence, false)).toMatchObject([{ callId: "w2", waits: false }]);
    });

    test("whoever has its id next begins above it, from no state, and so does each new one of the partition", async () => {
      await commit(0, [anOk("c1"), anOk("c2")], { keep: "all" });
      await destroy(2, "d1");
      expect(await commit(0, [anOk("c3"), anOk("c4")], { keep: "all" })).toEqual({ kind: "committed", began: 3 });
      expect(await world.store.read(agent)).toMatchObject({ version: 5, last: "c4", snapshotVersion: 5 });
      expect((await world.store.journal(agent, { limit: 9 })).map(({ version }) => version)).toEqual([4, 5]);
      expect(await world.store.began(agent)).toBe(3);
      expect(await world.store.list("cart", { prefix: "", limit: 9 })).toEqual(["u1"]);
      expect(await commit(5, [anOk("c5")])).toEqual({ kind: "committed" });
      const other = neighbour();
      expect(await commit(0, [anOk("n1")], { agent: other })).toEqual({ kind: "committed", began: 3 });
      expect(await world.store.began(other)).toBe(3);
      expect(await world.store.began("cart/never")).toBe(0);
    });

    test("a reader who has the old one's state is not told patches of the new one", async () => {
      await commit(0, [anOk("c1"), anOk("c2")], { keep: "all" });
      await destroy(2, "d1");
      await commit(0, [anOk("c3")], { keep: "all", snapshot: '{"n":"new"}' });
      for (const known of [
        { version: 2, last: "c2", schema: 1 },
        { version: 4, last: "c2", schema: 1 },
      ]) {
        expect(await world.store.read(agent, known)).toMatchObject({ kind: "snapshot", snapshot: '{"n":"new"}' });
      }
    });

    test("a version is never given twice, whichever agent of the partition was destroyed last", async () => {
      const other = neighbour();
      await commit(0, [anOk("c1"), anOk("c2"), anOk("c3")]);
      await commit(0, [anOk("n1")], { agent: other });
      await destroy(3, "d1");
      await destroy(1, "d2", { agent: other });
      expect(await commit(0, [anOk("c4")])).toEqual({ kind: "committed", began: 4 });
    });

    test("one that is not there is destroyed without a trace but its answer", async () => {
      expect(await destroy(0, "d1")).toEqual({ kind: "committed" });
      expect(await feed()).toEqual([]);
      expect(await commit(0, [anOk("c1")])).toEqual({ kind: "committed" });
      expect(await destroy(1, "d1")).toMatchObject({ kind: "answered", answers: { d1: { hash: "hash of d1" } } });
      expect(await world.store.count("cart")).toBe(1);
    });

    test("answer, epoch, horizon, another's record and version are looked at in this order before anything is removed", async () => {
      await commit(0, [anOk("c1")]);
      await world.store.open(fence, anOpening({ callId: "c2", base: 1 }));
      await world.store.speak(fence, { horizon: 1000 });
      const old = { kind: "destroy", stamp: 1 } as const;
      expect(await commit(7, [anInstead("d1", { since: 999 })], { instead: old })).toEqual({
        kind: "too_old",
        callIds: ["d1"],
      });
      expect(await destroy(7, "d1")).toEqual({ kind: "blocked", by: "c2" });
      await commit(1, [aFail("c2")]);
      expect(await destroy(7, "d1")).toEqual({ kind: "conflict" });
      await takeOver(world, fence);
      expect(await destroy(7, "d1")).toEqual({ kind: "not_owner" });
      expect(await destroy(7, "c1")).toMatchObject({ kind: "answered" });
      expect(await world.store.read(agent)).toMatchObject({ version: 1 });
      expect(await world.store.answers(fence.partition, ["d1"])).toEqual([undefined]);
    });

    test("what it has told before still leaves, and who waits for its end is told", async () => {
      const heard: string[] = [];
      await world.bus.subscribe("door-1", (body) => heard.push(body));
      await commit(0, [anOk("c1", { out: [told(fence, "t1")] })]);
      await destroy(1, "d1", { replies: [{ to: "door-1", body: "gone" }] });
      await eventually(
        world,
        async () => heard,
        (all) => all.length > 0,
      );
      expect(heard).toEqual(["gone"]);
      expect(await world.store.outboxDepth(fence.partition)).toBe(1);
    });

    test("its answer is forgotten with the others of its time", async () => {
      await destroy(0, "d1");
      await world.store.speak(fence, { horizon: 10_000 });
      await world.store.sweep(fence, 10);
      expect(await world.store.answers(fence.partition, ["d1"])).toEqual([undefined]);
    });
  });
}
