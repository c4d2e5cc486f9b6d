import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Message } from "../message.ts";
import type { Fence, Opening } from "../ports.ts";
import { type ContractWorld, eventually, type OpenWorld, own, takeOver } from "./contract-world.ts";
import { aCommit, aFail, aLetter, aLine, aMessage, anAsk, anAskAnswer, anOk, anOpening } from "./samples.ts";

const agent = "cart/u1";
const fresh = 60_000;
const all = 1_000;
/** After every bucket of what the samples sent at 1000 without a key. */
const later = 60_000;

export function describeHorizon(open: OpenWorld): void {
  describe("horizon", () => {
    let world: ContractWorld;
    let fence: Fence;
    beforeEach(async () => {
      world = await open();
      fence = await own(world, agent);
    });
    afterEach(() => world.close());

    const commit = (...args: Parameters<typeof aCommit>) => world.store.commit(fence, aCommit(...args));
    const raise = (horizon: number) => world.store.speak(fence, { horizon });
    const forget = async (horizon: number) => {
      await raise(horizon);
      return world.store.sweep(fence, all);
    };
    const isKnown = async (...callIds: string[]) => {
      return (await world.store.answers(fence.partition, callIds)).map((answer) => answer !== undefined);
    };
    const openSince = (since: number, about: Partial<Opening> = {}) => {
      return world.store.open(fence, anOpening({ message: aMessage({ since, ...about }), ...about }));
    };
    const others = () => Array.from({ length: world.partitions }, (_, n) => n).filter((n) => n !== fence.partition);

    test("the oldest of all words is heard once every partition has said one", async () => {
      await world.store.speak(fence, { oldest: 700 });
      for (const partition of others()) {
        expect(await world.store.words(fresh)).toBeUndefined();
        await world.store.claim(partition, "silo-b", 60_000);
        expect(await world.store.words(fresh)).toBeUndefined();
        await world.store.speak({ partition, epoch: 1 }, { oldest: 800 + partition });
      }
      expect(await world.store.words(fresh)).toBe(700);
      await world.store.speak(fence, { oldest: 9000 });
      expect(await world.store.words(fresh)).toBe(800 + Math.min(...others()));
    });

    test("no word is heard of a partition without an owner, of one whose lease is over, or that is stale", async () => {
      for (const partition of others()) {
        await world.store.claim(partition, "silo-b", 60_000);
        await world.store.speak({ partition, epoch: 1 }, { oldest: 800 });
      }
      await world.store.speak(fence, { oldest: 700 });
      await eventually(
        world,
        () => world.store.words(10),
        (word) => word === undefined,
      );
      expect(await world.store.words(fresh)).toBe(700);
      await world.store.renew(fence, 30);
      await eventually(
        world,
        () => world.store.words(fresh),
        (word) => word === undefined,
      );
      await world.store.renew(fence, 60_000);
      expect(await world.store.words(fresh)).toBe(700);
      await world.store.release(fence);
      expect(await world.store.words(fresh)).toBeUndefined();
    });

    test("an owner that cannot say leaves its last word as it was", async () => {
      for (const partition of others()) {
        await world.store.claim(partition, "silo-b", 60_000);
        await world.store.speak({ partition, epoch: 1 }, { oldest: 800 });
      }
      await world.store.speak(fence, { oldest: 700 });
      await world.store.speak(fence, {});
      expect(await world.store.words(fresh)).toBe(700);
    });

    test("it never goes back, whoever owns the partition", async () => {
      expect(await raise(5000)).toBe(5000);
      expect(await raise(3000)).toBe(5000);
      expect(await world.store.speak(fence, {})).toBe(5000);
      const present = await takeOver(world, fence);
      expect(await world.store.speak(present, { horizon: 4000 })).toBe(5000);
      expect(await world.store.horizon()).toBe(5000);
    });

    test("nothing from before it opens a record, which is found after the epoch and before another record", async () => {
      await openSince(1000, { callId: "call-0" });
      await raise(2000);
      expect(await openSince(1999)).toEqual({ kind: "too_old" });
      expect(await openSince(2000)).toEqual({ kind: "blocked", by: "call-0" });
      await takeOver(world, fence);
      expect(await openSince(1999)).toEqual({ kind: "not_owner" });
    });

    test("nothing from before it is committed, and its group is kept out with it", async () => {
      await raise(2000);
      const group = [anOk("c1", { since: 2000 }), anOk("c2", { since: 1999 }), aFail("c3", { since: 5 })];
      expect(await commit(0, group)).toEqual({ kind: "too_old", callIds: ["c2", "c3"] });
      expect(await commit(7, [aFail("c3", { since: 5 })])).toEqual({ kind: "too_old", callIds: ["c3"] });
      expect(await isKnown("c1", "c2", "c3")).toEqual([false, false, false]);
      expect(await world.store.read(agent)).toEqual({ kind: "none" });
      expect(await commit(0, [anOk("c1", { since: 2000 })])).toEqual({ kind: "committed" });
      expect(await commit(1, [anOk("c1", { since: 5 })])).toMatchObject({ kind: "answered" });
    });

    test("a turn whose record is open goes on and ends, however old it is", async () => {
      await openSince(1000);
      await raise(2000);
      expect(await openSince(1000, { events: [anAsk(0)] })).toEqual({ kind: "open" });
      expect(await world.store.extend(fence, "call-1", 1, [anAskAnswer(0)])).toEqual({ kind: "written" });
      expect(await commit(0, [anOk("call-1", { since: 1000 })])).toEqual({ kind: "committed" });
    });

    test("an answer without a key is forgotten below it, those above it stay", async () => {
      await commit(0, [anOk("old"), aFail("older"), anOk("young", { since: later })]);
      expect(await world.store.sweep(fence, all)).toBe(0);
      expect(await forget(1000)).toBe(0);
      expect(await forget(later)).toBe(2);
      expect(await isKnown("old", "older", "young")).toEqual([false, false, true]);
      expect(await forget(later)).toBe(0);
      expect(await world.store.read(agent)).toMatchObject({ version: 2 });
    });

    test("an answer under a key outlives it for as long as the key counts", async () => {
      const minutes = 60_000;
      const hours = 60 * minutes;
      await commit(0, [anOk("none"), anOk("browser", { scope: "browser" }), anOk("api", { scope: "api" })]);
      await forget(10 * minutes);
      expect(await isKnown("none", "browser", "api")).toEqual([false, true, true]);
      await forget(12 * minutes);
      expect(await isKnown("browser", "api")).toEqual([false, true]);
      await forget(24 * hours);
      expect(await isKnown("api")).toEqual([true]);
      await forget(25 * hours);
      expect(await isKnown("api")).toEqual([false]);
    });

    test("so many answers are forgotten at once as are asked for, the oldest first", async () => {
      for (let n = 0; n < 6; n++) {
        const group = Array.from({ length: 100 }, (_, i) => aFail(`c${n}.${i}`, { since: n * 10_000 }));
        await commit(0, group);
      }
      await raise(100_000);
      expect(await world.store.sweep(fence, 350)).toBe(350);
      expect(await isKnown("c0.0", "c2.99", "c3.49", "c3.50", "c5.0")).toEqual([false, false, false, true, true]);
      expect(await world.store.sweep(fence, 350)).toBe(250);
      expect(await isKnown("c3.50", "c5.99")).toEqual([false, false]);
    });

    test("a cancelled call and a dead letter are known for a while, though the message is from before it", async () => {
      await raise(later);
      const at = 2 * later;
      await world.store.bury(fence, aLetter({ at, message: aMessage({ callId: "c1" }) }), []);
      await world.store.cancel(fence.partition, "c2", "hash");
      expect(await world.store.sweep(fence, all)).toBe(0);
      expect(await isKnown("c1", "c2")).toEqual([true, true]);
      await forget(at + later);
      expect(await isKnown("c1", "c2")).toEqual([false, true]);
      expect(await world.store.deadLetters(fence.partition, { limit: 9 })).toHaveLength(1);
    });

    test("the answer of a replayed call is not forgotten with the one that its dead letter had left", async () => {
      await world.store.bury(fence, aLetter({ at: 1000 }), []);
      await world.store.replay(fence.partition, "call-1", aLine(fence.partition), later);
      await commit(0, [anOk("call-1", { since: later })]);
      await forget(later);
      expect(await isKnown("call-1")).toEqual([true]);
    });

    test("an older delivery of a replayed call is known as that for as long as the last replay's answer would be", async () => {
      for (const at of [1000, later]) {
        await world.store.bury(fence, aLetter({ at, message: aMessage({ attempt: at === later ? 1 : 0 }) }), []);
        await world.store.replay(fence.partition, "call-1", aLine(fence.partition), at);
      }
      await forget(later);
      expect(await openSince(2 * later)).toMatchObject({ kind: "replayed", message: { attempt: 2 } });
      await forget(3 * later);
      expect(await openSince(4 * later)).toEqual({ kind: "open" });
    });

    test("a letter with an unanswered ask stays as old as it was, and is replayed above it only", async () => {
      const events = [anAsk(0), anAskAnswer(0), anAsk(1)];
      const replay = (callId: string) => world.store.replay(fence.partition, callId, aLine(fence.partition), 8000);
      const bury = (about: Partial<Message>) => {
        return world.store.bury(fence, aLetter({ events, message: aMessage({ since: 3000, ...about }) }), []);
      };
      for (const callId of ["c1", "c2"]) await bury({ callId });
      await bury({ callId: "c3", scope: "browser" });
      await world.store.bury(fence, aLetter({ events: [anAsk(0), anAskAnswer(0)] }), []);
      await raise(3000);
      expect(await replay("c1")).toBe(true);
      await raise(3001);
      expect(await replay("c2")).toBe("too_old");
      expect(await replay("c3")).toBe(true);
      expect(await replay("call-1")).toBe(true);
      const entries = await world.store.outbox(fence.partition, { limit: 9 });
      expect(entries.map(({ message: { callId, since, stamp } }) => [callId, since, stamp])).toEqual([
        ["c1", 3000, 8000],
        // a copy under a key of a browser may come ten minutes later
        ["c3", 8000, 8000],
        ["call-1", 8000, 8000],
      ]);
      expect(await world.store.deadLetters(fence.partition, { limit: 9 })).toMatchObject([
        { message: { callId: "c2" } },
      ]);
    });

    test("a message that became a letter because it was too old is not replayed: it may have run before", async () => {
      await world.store.bury(fence, aLetter({ reason: "too_old" }), []);
      expect(await world.store.replay(fence.partition, "call-1", aLine(fence.partition), 8000)).toBe("too_old");
      expect(await world.store.outboxDepth(fence.partition)).toBe(0);
      expect(await world.store.discard(fence.partition, "call-1")).toBe(true);
    });

    test("what waits in the outbox says since when, in order", async () => {
      const out = (callId: string) => ({ out: [{ line: aLine(fence.partition), message: aMessage({ callId }) }] });
      await commit(0, [anOk("c1", out("t1"))]);
      await world.pass(20);
      await commit(1, [anOk("c2", out("t2"))]);
      const [first, second] = await world.store.outbox(fence.partition, { limit: 9 });
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(15);
    });
  });
}
