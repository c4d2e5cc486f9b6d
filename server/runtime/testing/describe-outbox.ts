import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Fence } from "../ports.ts";
import { type ContractWorld, type OpenWorld, own, takeOver } from "./contract-world.ts";
import { aCommit, aLine, aMessage, anOk, told } from "./samples.ts";

const agent = "cart/u1";

export function describeOutbox(open: OpenWorld): void {
  describe("outbox and parked messages", () => {
    let world: ContractWorld;
    let fence: Fence;
    beforeEach(async () => {
      world = await open();
      fence = await own(world, agent);
    });
    afterEach(() => world.close());

    const lineOf = () => aLine(fence.partition);
    const wake = (now: number) => world.store.wake(fence, now, lineOf);
    const outgoing = async () =>
      (await world.store.outbox(fence.partition, { limit: 999 })).map(({ message }) => message);
    const park = (callId: string, at: number) => world.store.park(fence, aMessage({ callId, at }));

    test("messages leave in the order of their commits and within them", async () => {
      const out = (...ids: string[]) => ids.map((id) => told(fence, id));
      await world.store.commit(
        fence,
        aCommit(0, [anOk("c1", { out: out("t1", "t2") }), anOk("c2", { out: out("t3") })]),
      );
      await world.store.commit(fence, aCommit(2, [anOk("c3", { out: out("t4") })]));
      expect((await outgoing()).map(({ callId }) => callId)).toEqual(["t1", "t2", "t3", "t4"]);
      const first = await world.store.outbox(fence.partition, { limit: 2 });
      expect(first.map(({ message }) => message)).toEqual([aMessage({ callId: "t1" }), aMessage({ callId: "t2" })]);
      expect(first[0]?.line).toEqual(aLine(fence.partition));
    });

    test("what was sent is removed, once or twice, and the rest stays", async () => {
      await world.store.commit(fence, aCommit(0, [anOk("c1", { out: [told(fence, "t1"), told(fence, "t2")] })]));
      const [first] = await world.store.outbox(fence.partition, { limit: 1 });
      const entryIds = first ? [first.entryId] : [];
      expect(await world.store.sent(fence, entryIds)).toEqual({ kind: "removed" });
      expect(await world.store.sent(fence, entryIds)).toEqual({ kind: "removed" });
      expect((await outgoing()).map(({ callId }) => callId)).toEqual(["t2"]);
      expect(await world.store.outboxDepth(fence.partition)).toBe(1);
    });

    test("an owner that was replaced removes nothing", async () => {
      await world.store.commit(fence, aCommit(0, [anOk("c1", { out: [told(fence, "t1")] })]));
      const entries = await world.store.outbox(fence.partition, { limit: 9 });
      await takeOver(world, fence);
      expect(
        await world.store.sent(
          fence,
          entries.map(({ entryId }) => entryId),
        ),
      ).toEqual({ kind: "not_owner" });
      expect(await world.store.outboxDepth(fence.partition)).toBe(1);
    });

    test("a parked message leaves when it is due, by due time, stamped with the moment", async () => {
      await park("late", 3000);
      await park("second", 2000);
      await park("first", 1000);
      expect(await wake(999)).toEqual({ kind: "woken", next: 1000 });
      expect(await outgoing()).toEqual([]);
      expect(await wake(2500)).toEqual({ kind: "woken", next: 3000 });
      const { at: _, ...message } = aMessage({ at: 0, since: 2500, stamp: 2500 });
      expect(await outgoing()).toEqual([
        { ...message, callId: "first", scheduledFor: 1000 },
        { ...message, callId: "second", scheduledFor: 2000 },
      ]);
      expect(await wake(2500)).toEqual({ kind: "woken", next: 3000 });
      expect(await outgoing()).toHaveLength(2);
      expect(await wake(3000)).toEqual({ kind: "woken" });
      expect(await wake(3000)).toEqual({ kind: "woken" });
      expect(await outgoing()).toHaveLength(3);
    });

    test("the same call is parked once, under its first due time", async () => {
      expect(await park("call-1", 1000)).toEqual({ kind: "parked" });
      expect(await park("call-1", 5000)).toEqual({ kind: "parked" });
      expect(await wake(1000)).toEqual({ kind: "woken" });
      expect(await wake(9000)).toEqual({ kind: "woken" });
      expect(await outgoing()).toHaveLength(1);
    });

    test("messages that are due together leave in the order in which they were parked", async () => {
      for (const callId of ["c2", "c3", "c1"]) await park(callId, 1000);
      await wake(1000);
      expect((await outgoing()).map(({ callId }) => callId)).toEqual(["c2", "c3", "c1"]);
    });

    test("hundreds that are due at once all leave, in order", async () => {
      const ids = Array.from({ length: 250 }, (_, n) => `c${String(n).padStart(3, "0")}`);
      await Promise.all(ids.map((callId, n) => park(callId, 1000 + n)));
      await park("later", 9000);
      expect(await wake(2000)).toEqual({ kind: "woken", next: 9000 });
      expect((await outgoing()).map(({ callId }) => callId)).toEqual(ids);
    });

    test("a woken message goes to the line of its agent", async () => {
      await park("call-1", 1000);
      await world.store.wake(fence, 1000, (name) => ({ ...aLine(fence.partition), lane: `lane of ${name}` }));
      const [entry] = await world.store.outbox(fence.partition, { limit: 9 });
      expect(entry?.line).toEqual({ partition: fence.partition, lane: "lane of cart/u1", kind: "nested" });
    });
  });
}
