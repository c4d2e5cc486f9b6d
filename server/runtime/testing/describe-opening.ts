import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { partitionOf } from "../partition.ts";
import type { Fence, OpenTurn } from "../ports.ts";
import { type ContractWorld, type OpenWorld, own, takeOver } from "./contract-world.ts";
import { aCommit, anAsk, anAskAnswer, anOk, anOpening, okAnswer } from "./samples.ts";

const agent = "cart/u1";

export function describeOpening(open: OpenWorld): void {
  describe("turn records", () => {
    let world: ContractWorld;
    let fence: Fence;
    beforeEach(async () => {
      world = await open();
      fence = await own(world, agent);
    });
    afterEach(() => world.close());

    const turns = async () => {
      const found = await world.store.openTurns(fence, false);
      if ("kind" in found) throw new Error("not the owner");
      return found;
    };
    const commit = (...args: Parameters<typeof aCommit>) => world.store.commit(fence, aCommit(...args));

    test("an open record is given back whole", async () => {
      const opening = anOpening({ events: [anAsk(0), anAskAnswer(0)] });
      expect(await world.store.open(fence, opening)).toEqual({ kind: "open" });
      expect(await turns()).toEqual([{ ...opening, recoveries: 0, waits: false }]);
    });

    test("opening again writes only the events that are new", async () => {
      await world.store.open(fence, anOpening({ events: [anAsk(0)] }));
      await world.store.open(fence, anOpening({ events: [anAsk(0)] }));
      expect(await world.store.open(fence, anOpening({ base: 7, events: [anAsk(0), anAsk(1)] }))).toEqual({
        kind: "open",
      });
      await world.store.open(fence, anOpening({ events: [] }));
      const [turn] = await turns();
      expect(turn?.events).toEqual([anAsk(0), anAsk(1)]);
      expect(turn?.base).toBe(0);
    });

    test("opening again with other events is blocked by the record that is there, which stays as it is", async () => {
      await world.store.open(fence, anOpening({ events: [anAsk(0)] }));
      const other = await world.store.open(fence, anOpening({ events: [anAsk(9)] }));
      expect(other).toEqual({ kind: "blocked", by: "call-1" });
      expect((await turns())[0]?.events).toEqual([anAsk(0)]);
    });

    test("another call on the agent is blocked until the record is closed", async () => {
      await world.store.open(fence, anOpening());
      const other = anOpening({ callId: "call-2", base: 0 });
      expect(await world.store.open(fence, other)).toEqual({ kind: "blocked", by: "call-1" });
      expect(await commit(0, [anOk("call-2")])).toEqual({ kind: "blocked", by: "call-1" });
      expect(await world.store.answers(fence.partition, ["call-2"])).toEqual([undefined]);
      await commit(0, [anOk("call-1")]);
      expect(await turns()).toEqual([]);
      expect(await world.store.open(fence, { ...other, base: 1 })).toEqual({ kind: "open" });
    });

    test("a stale base is a conflict, and nothing is opened", async () => {
      expect(await world.store.open(fence, anOpening({ base: 1 }))).toEqual({ kind: "conflict" });
      expect(await turns()).toEqual([]);
      expect(await commit(0, [anOk("call-2")])).toEqual({ kind: "committed" });
    });

    test("a call that has an answer opens nothing, whoever asks", async () => {
      await commit(0, [anOk("call-1")]);
      const answered = { kind: "answered", answer: okAnswer("call-1") };
      expect(await world.store.open(fence, anOpening({ base: 1 }))).toEqual(answered);
      const present = await takeOver(world, fence);
      expect(await world.store.open(fence, anOpening({ base: 1 }))).toEqual(answered);
      expect(await world.store.openTurns(present, false)).toEqual([]);
    });

    test("the epoch is checked before the other record, and that before the version", async () => {
      await world.store.open(fence, anOpening());
      const other = anOpening({ callId: "call-2", base: 7 });
      expect(await world.store.open(fence, other)).toEqual({ kind: "blocked", by: "call-1" });
      await takeOver(world, fence);
      expect(await world.store.open(fence, other)).toEqual({ kind: "not_owner" });
      expect(await world.store.open(fence, anOpening())).toEqual({ kind: "not_owner" });
    });

    test("events go to their place, however often they are written", async () => {
      await world.store.open(fence, anOpening({ events: [anAsk(0)] }));
      expect(await world.store.extend(fence, "call-1", 1, [anAskAnswer(0), anAsk(1)])).toEqual({ kind: "written" });
      expect(await world.store.extend(fence, "call-1", 1, [anAskAnswer(0), anAsk(1)])).toEqual({ kind: "written" });
      expect(await world.store.extend(fence, "call-1", 3, [anAskAnswer(1)])).toEqual({ kind: "written" });
      expect(await world.store.extend(fence, "call-1", 2, [anAsk(1)])).toEqual({ kind: "written" });
      expect((await turns())[0]?.events).toEqual([anAsk(0), anAskAnswer(0), anAsk(1), anAskAnswer(1)]);
    });

    test("a gap between events is a bug and changes nothing", async () => {
      await world.store.open(fence, anOpening({ events: [anAsk(0)] }));
      await expect(world.store.extend(fence, "call-1", 2, [anAsk(2)])).rejects.toThrow(/gap/i);
      expect((await turns())[0]?.events).toEqual([anAsk(0)]);
    });

    test("a record that is not open takes no events", async () => {
      expect(await world.store.extend(fence, "call-1", 0, [anAsk(0)])).toEqual({ kind: "closed" });
      await world.store.open(fence, anOpening());
      await commit(0, [anOk("call-1")]);
      expect(await world.store.extend(fence, "call-1", 0, [anAsk(0)])).toEqual({ kind: "closed" });
      expect(await turns()).toEqual([]);
    });

    test("open turns come oldest first and count one recovery an epoch", async () => {
      // more than a script reads at once, with ids that do not sort by age
      const neighbours = Array.from({ length: 900 }, (_, n) => `cart/n${n}`)
        .filter((name) => partitionOf(name, world.partitions) === fence.partition)
        .slice(0, 150);
      const callIds = neighbours.map((_, n) => `c${999 - n}`);
      const opened = neighbours.map((name, n) => {
        return world.store.open(fence, anOpening({ callId: callIds[n] ?? "", agent: name }));
      });
      expect(new Set((await Promise.all(opened)).map(({ kind }) => kind))).toEqual(new Set(["open"]));
      const seen = await turns();
      expect(seen.map(({ callId }) => callId)).toEqual(callIds);
      expect(new Set(seen.map(({ recoveries }) => recoveries))).toEqual(new Set([0]));

      const present = await takeOver(world, fence);
      const recoveries = async (recover: boolean) => {
        const found = (await world.store.openTurns(present, recover)) as OpenTurn[];
        return [...new Set(found.map((turn) => turn.recoveries))];
      };
      expect(await recoveries(false)).toEqual([0]);
      expect(await recoveries(true)).toEqual([1]);
      expect(await recoveries(true)).toEqual([1]);
      const later = await takeOver(world, present, "silo-c");
      expect(((await world.store.openTurns(later, true)) as OpenTurn[])[0]?.recoveries).toBe(2);
    });
  });
}
