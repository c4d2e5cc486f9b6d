import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DeadLetter, Fence } from "../ports.ts";
import { type ContractWorld, eventually, type OpenWorld, own, takeOver } from "./contract-world.ts";
import { aCommit, aLetter, aLine, aMessage, anAsk, anAskAnswer, anOk, anOpening, okAnswer } from "./samples.ts";

const agent = "cart/u1";
const buriedAnswer = { answer: { kind: "dead_lettered", error: "Error: broken" }, hash: "hash-1" };

export function describeDeadLetters(open: OpenWorld): void {
  describe("dead letters and cancelling", () => {
    let world: ContractWorld;
    let fence: Fence;
    beforeEach(async () => {
      world = await open();
      fence = await own(world, agent);
    });
    afterEach(() => world.close());

    const letters = () => world.store.deadLetters(fence.partition, { limit: 99 });
    const answerOf = async (callId: string) => (await world.store.answers(fence.partition, [callId]))[0];
    const bury = (about: Partial<DeadLetter> = {}) => world.store.bury(fence, aLetter(about), []);

    test("a message without a record is kept with what the silo says of it", async () => {
      const letter = aLetter({ events: [anAsk(0)] });
      expect(await world.store.bury(fence, letter, [])).toEqual({ kind: "buried" });
      expect(await letters()).toEqual([letter]);
      expect(await world.store.deadLetter(fence.partition, "call-1")).toEqual(letter);
      expect(await answerOf("call-1")).toEqual(buriedAnswer);
    });

    test("a message with a record takes the record's events along and frees the agent", async () => {
      await world.store.open(fence, anOpening({ events: [anAsk(0), anAskAnswer(0)] }));
      await bury({ events: [anAsk(9)] });
      expect((await letters())[0]?.events).toEqual([anAsk(0), anAskAnswer(0)]);
      expect(await world.store.openTurns(fence, false)).toEqual([]);
      expect(await world.store.open(fence, anOpening({ callId: "call-2" }))).toEqual({ kind: "open" });
    });

    test("burying one call leaves another's record alone", async () => {
      await world.store.open(fence, anOpening({ callId: "call-2" }));
      await bury();
      expect(await world.store.openTurns(fence, false)).toHaveLength(1);
      expect(await world.store.open(fence, anOpening({ callId: "call-3" }))).toEqual({ kind: "blocked", by: "call-2" });
    });

    test("burying twice is burying once", async () => {
      await bury();
      expect(await bury()).toEqual({ kind: "buried" });
      expect(await letters()).toHaveLength(1);
    });

    test("a call that has an answer is not buried, and that is found before the epoch", async () => {
      await world.store.commit(fence, aCommit(0, [anOk("call-1")]));
      expect(await bury()).toEqual({ kind: "answered", answer: okAnswer("call-1") });
      await takeOver(world, fence);
      expect(await bury()).toEqual({ kind: "answered", answer: okAnswer("call-1") });
      expect(await letters()).toEqual([]);
    });

    test("a burial is told to who waits", async () => {
      const heard: string[] = [];
      await world.bus.subscribe("door-1", (body) => heard.push(body));
      await world.store.bury(fence, aLetter(), [{ to: "door-1", body: "gone" }]);
      await eventually(
        world,
        async () => heard,
        (all) => all.length > 0,
      );
      expect(heard).toEqual(["gone"]);
    });

    test("letters come by time, page by page, also when the last one seen is gone", async () => {
      const times = [30, 10, 20, 10, 9_999_999_999_999];
      for (const [n, at] of times.entries()) await bury({ at, message: aMessage({ callId: `c${n}` }) });
      const ids = (page: DeadLetter[]) => page.map(({ message }) => message.callId);
      const first = await world.store.deadLetters(fence.partition, { limit: 2 });
      expect(ids(first)).toEqual(["c1", "c3"]);
      await world.store.discard(fence.partition, "c3");
      const rest = await world.store.deadLetters(fence.partition, { after: { at: 10, callId: "c3" }, limit: 9 });
      expect(ids(rest)).toEqual(["c2", "c0", "c4"]);
    });

    test("a letter is found by its call id and counted until it is taken back or discarded", async () => {
      const { partition } = fence;
      for (const callId of ["c1", "c2", "c3"]) await bury({ message: aMessage({ callId }) });
      expect(await world.store.countDeadLetters(partition)).toBe(3);
      await world.store.replay(partition, "c1", aLine(partition), 8000);
      await world.store.discard(partition, "c2");
      const found = await Promise.all(["c1", "c2", "c3"].map((callId) => world.store.deadLetter(partition, callId)));
      expect(found.map((letter) => letter?.message.callId)).toEqual([undefined, undefined, "c3"]);
      expect(await world.store.countDeadLetters(partition)).toBe(1);
    });

    test("an older delivery of a replayed call opens no record, and is told what the call runs as", async () => {
      await world.store.open(fence, anOpening({ events: [anAsk(0), anAskAnswer(0)] }));
      await bury();
      await world.store.replay(fence.partition, "call-1", aLine(fence.partition), 3000);
      const refused = await world.store.open(fence, anOpening());
      expect(refused).toMatchObject({
        kind: "replayed",
        message: { callId: "call-1", attempt: 1, prior: [anAsk(0), anAskAnswer(0)] },
      });
      const message = refused.kind === "replayed" ? refused.message : aMessage();
      expect(await world.store.open(fence, anOpening({ message }))).toEqual({ kind: "open" });
    });

    test("a replayed letter leaves through the outbox with its old events, and its call may run again", async () => {
      const message = aMessage({ deadline: 1500, reply: "door-1", chain: ["order/o1"] });
      await world.store.open(fence, anOpening({ message, events: [anAsk(0), anAskAnswer(0)] }));
      await bury({ message });
      const line = aLine(fence.partition, "doors");
      expect(await world.store.replay(fence.partition, "call-1", line, 8000)).toBe(true);
      expect(await letters()).toEqual([]);
      expect(await answerOf("call-1")).toBeUndefined();
      const [entry] = await world.store.outbox(fence.partition, { limit: 9 });
      expect(entry?.line).toEqual(line);
      const prior = [anAsk(0), anAskAnswer(0)];
      expect(entry?.message).toEqual(aMessage({ since: 8000, stamp: 8000, attempt: 1, prior }));
      expect(await world.store.commit(fence, aCommit(0, [anOk("call-1")]))).toEqual({ kind: "committed" });
    });

    test("a letter without events that was a replay itself keeps the events it came with", async () => {
      await bury({ message: aMessage({ prior: [anAsk(0)] }) });
      await world.store.replay(fence.partition, "call-1", aLine(fence.partition), 8000);
      const [entry] = await world.store.outbox(fence.partition, { limit: 9 });
      expect(entry?.message.prior).toEqual([anAsk(0)]);
    });

    test("an ask that was replayed itself counts as unanswered", async () => {
      const events = [anAsk(0), anAskAnswer(0), anAsk(1), anAskAnswer(1)];
      await bury({ events });
      const ask = anAsk(1);
      const replayed = ask.kind === "step" ? [ask.id] : [];
      await world.store.replay(fence.partition, "call-1", aLine(fence.partition), 8000, replayed);
      const [entry] = await world.store.outbox(fence.partition, { limit: 9 });
      expect(entry?.message.prior).toEqual([anAsk(0), anAskAnswer(0), anAsk(1)]);
    });

    test("that a letter was replayed is kept, of its call alone", async () => {
      await bury();
      expect(await world.store.wasReplayed(fence.partition, "call-1")).toBe(false);
      await world.store.replay(fence.partition, "call-1", aLine(fence.partition), 8000);
      expect(await world.store.wasReplayed(fence.partition, "call-1")).toBe(true);
      expect(await world.store.wasReplayed(fence.partition, "call-2")).toBe(false);
    });

    test("a letter is replayed once", async () => {
      await bury();
      const replays = [1, 2, 3].map(() => world.store.replay(fence.partition, "call-1", aLine(fence.partition), 8000));
      expect((await Promise.all(replays)).filter(Boolean)).toHaveLength(1);
      expect(await world.store.outboxDepth(fence.partition)).toBe(1);
      expect(await world.store.replay(fence.partition, "never", aLine(fence.partition), 8000)).toBe(false);
    });

    test("a call that is buried again after its replay is one letter, at its new time", async () => {
      await bury({ at: 5000 });
      await world.store.replay(fence.partition, "call-1", aLine(fence.partition), 8000);
      await bury({ at: 9000 });
      expect((await letters()).map(({ at }) => at)).toEqual([9000]);
    });

    test("a discarded letter is gone and its answer stays", async () => {
      await bury();
      expect(await world.store.discard(fence.partition, "call-1")).toBe(true);
      expect(await world.store.discard(fence.partition, "call-1")).toBe(false);
      expect(await letters()).toEqual([]);
      expect(await answerOf("call-1")).toEqual(buriedAnswer);
    });

    test("a call cancelled before it arrives never runs", async () => {
      const { partition } = fence;
      expect(await world.store.cancel(partition, "call-1", "hash-1")).toEqual({ kind: "cancelled" });
      expect(await world.store.cancel(partition, "call-1", "hash-1")).toEqual({ kind: "cancelled" });
      const answer = { kind: "answered", answer: { answer: { kind: "cancelled" }, hash: "hash-1" } };
      expect(await world.store.cancel(partition, "call-1", "another hash")).toEqual(answer);
      expect(await world.store.open(fence, anOpening())).toEqual(answer);
      expect(await world.store.commit(fence, aCommit(0, [anOk("call-1")]))).toMatchObject({ kind: "answered" });
    });

    test("a call with an open record is not cancelled", async () => {
      await world.store.open(fence, anOpening());
      expect(await world.store.cancel(fence.partition, "call-1", "hash-1")).toEqual({ kind: "running" });
      expect(await world.store.commit(fence, aCommit(0, [anOk("call-1")]))).toEqual({ kind: "committed" });
    });

    test("a call that has an answer keeps it", async () => {
      await world.store.commit(fence, aCommit(0, [anOk("call-1")]));
      expect(await world.store.cancel(fence.partition, "call-1", "hash of call-1")).toEqual({
        kind: "answered",
        answer: okAnswer("call-1"),
      });
    });

    test("cancelling needs no epoch", async () => {
      await world.store.release(fence);
      expect(await world.store.cancel(fence.partition, "call-1", "hash-1")).toEqual({ kind: "cancelled" });
    });
  });
}
