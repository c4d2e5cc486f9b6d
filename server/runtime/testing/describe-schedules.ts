import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { partitionOf } from "../partition.ts";
import type { Fence, Plan, Schedule } from "../ports.ts";
import { type ContractWorld, type OpenWorld, own, takeOver } from "./contract-world.ts";
import { anInstead } from "./describe-life.ts";
import { aCommit, aMessage, anOk, anOpening, told } from "./samples.ts";

const agent = "cart/u1";

export function aPlan(name: string, about: Partial<Plan> = {}): Plan {
  const caller = { kind: "staff", id: "s1" } as const;
  return {
    agent,
    name,
    cron: "0 3 * * *",
    timeZone: "UTC",
    missed: "once",
    caller,
    method: "add",
    hash: "#",
    ...about,
  };
}

export function describeSchedules(open: OpenWorld): void {
  describe("schedules", () => {
    let world: ContractWorld;
    let fence: Fence;
    let calls = 0;
    beforeEach(async () => {
      world = await open();
      fence = await own(world, agent);
    });
    afterEach(() => world.close());

    const set = (plan: Plan, due: number) => {
      const instead = { kind: "schedule", plan, due } as const;
      return world.store.commit(fence, aCommit(0, [anInstead(`set ${calls++}`)], { agent: plan.agent, instead }));
    };
    const cancel = (name: string) => {
      const instead = { kind: "unschedule", name } as const;
      return world.store.commit(fence, aCommit(0, [anInstead(`cancel ${calls++}`)], { instead }));
    };
    const all = () => world.store.schedules(fence.partition, { limit: 99 });
    const standing = async (): Promise<Schedule> => {
      const [first] = await all();
      if (!first) throw new Error("there is no schedule");
      return first;
    };
    const tick = (schedule: Schedule, callId: string, next?: number) => {
      const ticks = [told(fence, callId)];
      return world.store.tick(fence, [{ ...schedule, ticks, ...(next !== undefined && { next }) }]);
    };
    const outgoing = async () =>
      (await world.store.outbox(fence.partition, { limit: 99 })).map(({ message }) => message.callId);
    const tickOf = ({ plan, generation }: Schedule) => ({ schedule: plan.name, generation });

    test("are kept as they were set, by due time, then agent and name; setting one makes no agent", async () => {
      const other: Partial<Plan> = { input: { "€": [] }, missed: "all", timeZone: "Europe/Berlin" };
      expect(await set(aPlan("late", other), 3000)).toEqual({ kind: "committed" });
      await set(aPlan("b"), 1000);
      await set(aPlan("a"), 1000);
      expect(await all()).toEqual([
        { plan: aPlan("a"), generation: 3, due: 1000 },
        { plan: aPlan("b"), generation: 2, due: 1000 },
        { plan: aPlan("late", other), generation: 1, due: 3000 },
      ]);
      expect((await world.store.schedulesOf(agent)).map(({ plan }) => plan.name)).toEqual(["a", "b", "late"]);
      expect(await world.store.schedulesOf("cart/never")).toEqual([]);
      expect(await world.store.read(agent)).toEqual({ kind: "none" });
      expect(await world.store.count("cart")).toBe(0);
    });

    test.each([1, 2, 3, 9])("pages of %i name each once, also where many are due at one moment", async (limit) => {
      for (const name of ["e", "d", "c", "b", "a"]) await set(aPlan(name), name === "a" ? 2000 : 1000);
      const found: string[] = [];
      for (let last: Schedule | undefined; ; ) {
        const after = last && { after: { due: last.due, agent: last.plan.agent, name: last.plan.name } };
        const page = await world.store.schedules(fence.partition, { limit, ...after });
        found.push(...page.map(({ plan }) => plan.name));
        last = page.at(-1);
        if (page.length < limit) break;
      }
      expect(found).toEqual(["b", "c", "d", "e", "a"]);
    });

    test("are replaced by name, under a generation above all before, and cancelled", async () => {
      await set(aPlan("a"), 1000);
      await set(aPlan("a", { cron: "@daily" }), 500);
      expect(await all()).toEqual([{ plan: aPlan("a", { cron: "@daily" }), generation: 2, due: 500 }]);
      expect(await cancel("a")).toEqual({ kind: "committed" });
      expect(await all()).toEqual([]);
      expect(await cancel("a")).toEqual({ kind: "committed" });
      await set(aPlan("a"), 1000);
      expect(await standing()).toMatchObject({ generation: 3 });
    });

    test("tick once: advanced and told in one step, and not at all where they are no longer as they were read", async () => {
      await set(aPlan("a"), 1000);
      const read = await standing();
      expect(await tick(read, "t1", 2000)).toEqual({ kind: "ticked" });
      expect(await tick(read, "t1 again", 2000)).toEqual({ kind: "ticked" });
      expect(await standing()).toMatchObject({ due: 2000, generation: 1 });
      const second = await standing();
      await set(aPlan("a"), 2000);
      await tick(second, "of the old one", 3000);
      await tick({ ...second, generation: 2, due: 1999 }, "of another time", 3000);
      expect(await standing()).toMatchObject({ due: 2000, generation: 2 });
      await cancel("a");
      await tick(second, "of none", 3000);
      expect(await all()).toEqual([]);
      expect(await outgoing()).toEqual(["t1"]);
    });

    test("that are never due again are gone with their last tick", async () => {
      await set(aPlan("a"), 1000);
      await tick(await standing(), "t1");
      expect(await all()).toEqual([]);
      expect(await world.store.schedulesOf(agent)).toEqual([]);
      expect(await outgoing()).toEqual(["t1"]);
    });

    test("are set, cancelled and taken by the owner alone, and once for one call", async () => {
      await set(aPlan("a"), 1000);
      const read = await standing();
      const again = aCommit(0, [anInstead("set 99")], { instead: { kind: "schedule", plan: aPlan("b"), due: 5 } });
      await world.store.commit(fence, again);
      expect(await world.store.commit(fence, again)).toMatchObject({ kind: "answered" });
      expect((await all()).map(({ generation }) => generation)).toEqual([2, 1]);
      await takeOver(world, fence);
      expect(await set(aPlan("c"), 1000)).toEqual({ kind: "not_owner" });
      expect(await cancel("a")).toEqual({ kind: "not_owner" });
      expect(await tick(read, "t1", 2000)).toEqual({ kind: "not_owner" });
      expect(await all()).toHaveLength(2);
      expect(await outgoing()).toEqual([]);
    });

    test("a tick of one that stands commits; of one that was replaced, cancelled or destroyed it writes nothing", async () => {
      await set(aPlan("a"), 1000);
      const first = tickOf(await standing());
      const group = (base: number, ...ids: string[]) =>
        world.store.commit(
          fence,
          aCommit(base, [...ids.map((id) => anOk(id, { tick: first })), anOk(`beside ${ids[0]}`)]),
        );
      expect(await group(0, "t1")).toEqual({ kind: "committed" });
      await set(aPlan("other"), 1000).then((kept) => expect(kept.kind).toBe("conflict"));
      const replaced = { kind: "schedule", plan: aPlan("a"), due: 9 } as const;
      await world.store.commit(fence, aCommit(2, [anInstead("replace")], { instead: replaced }));
      expect(await group(2, "t2", "t3")).toEqual({ kind: "superseded", callIds: ["t2", "t3"] });
      expect(await world.store.answers(fence.partition, ["t2", "beside t2"])).toEqual([undefined, undefined]);
      expect(await group(7, "t2")).toMatchObject({ kind: "superseded" });
      const destroyed = { kind: "destroy", stamp: 1 } as const;
      await world.store.commit(fence, aCommit(2, [anInstead("destroy")], { instead: destroyed }));
      expect(await all()).toEqual([]);
      expect(await world.store.schedulesOf(agent)).toEqual([]);
      expect(await group(0, "t4")).toMatchObject({ kind: "superseded" });
    });

    test("a tick opens no record when it no longer stands; one that has opened it ends", async () => {
      await set(aPlan("a"), 1000);
      const standingTick = tickOf(await standing());
      const opening = (callId: string, tick = standingTick) =>
        anOpening({ callId, message: aMessage({ callId, tick }) });
      expect(await world.store.open(fence, opening("t1"))).toEqual({ kind: "open" });
      expect(await cancel("a")).toEqual({ kind: "blocked", by: "t1" });
      expect(await world.store.open(fence, opening("t2", { ...standingTick, generation: 9 }))).toEqual({
        kind: "superseded",
      });
      expect(await world.store.open(fence, opening("t1"))).toEqual({ kind: "open" });
      expect(
        await world.store.commit(fence, aCommit(0, [anOk("t1", { tick: { ...standingTick, generation: 9 } })])),
      ).toEqual({ kind: "committed" });
    });

    test("of one agent go with it, those of others stay", async () => {
      const neighbour = ((): string => {
        for (let n = 0; ; n++) if (partitionOf(`cart/n${n}`, world.partitions) === fence.partition) return `cart/n${n}`;
      })();
      await set(aPlan("a"), 1000);
      await set(aPlan("b"), 2000);
      await set(aPlan("a", { agent: neighbour }), 3000);
      const destroyed = { kind: "destroy", stamp: 1 } as const;
      await world.store.commit(fence, aCommit(0, [anInstead("destroy")], { instead: destroyed }));
      expect((await all()).map(({ plan }) => plan.agent)).toEqual([neighbour]);
    });
  });
}
