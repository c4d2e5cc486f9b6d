import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Message } from "../message.ts";
import { partitionOf } from "../partition.ts";
import type { Fence, Opening, OpenTurn } from "../ports.ts";
import { type ContractWorld, type OpenWorld, own, takeOver } from "./contract-world.ts";
import { aCommit, aLetter, aMessage, anAsk, anOk, anOpening, okAnswer } from "./samples.ts";

const agent = "cart/u1";
const withdrawn = { answer: { kind: "withdrawn", above: 2 }, hash: "hash-1" };

export function describeWaits(open: OpenWorld): void {
  describe("turns that wait for each other", () => {
    let world: ContractWorld;
    let fence: Fence;
    beforeEach(async () => {
      world = await open();
      fence = await own(world, agent);
    });
    afterEach(() => world.close());

    const turns = async () => (await world.store.openTurns(fence, false)) as OpenTurn[];
    const answerOf = async (callId: string) => (await world.store.answers(fence.partition, [callId]))[0];
    const holder = (callId: string) => world.store.holder(agent, callId);
    const withdraw = (about: Partial<Message> = {}, above = 2) => world.store.withdraw(aMessage(about), above);
    const anAttempt = (attempt: number, about: Partial<Opening> = {}) => {
      const { callId = "call-1" } = about;
      return anOpening({ ...about, message: aMessage({ callId, attempt }) });
    };
    const postpone = (attempt = 1, about: Partial<Opening> = {}) => {
      const { events: _, ...opening } = anAttempt(attempt, about);
      return world.store.postpone(fence, opening);
    };

    test("a call waits for the record that is open on its agent, for nothing written, or has its answer", async () => {
      expect(await holder("call-2")).toEqual({ kind: "free" });
      const opening = anOpening({ events: [anAsk(0)] });
      await world.store.open(fence, opening);
      expect(await holder("call-2")).toEqual({ kind: "held", turn: opening });
      expect(await holder("call-1")).toEqual({ kind: "held", turn: opening });
      await world.store.commit(fence, aCommit(0, [anOk("call-1")]));
      expect(await holder("call-1")).toEqual({ kind: "answered", answer: okAnswer("call-1") });
      expect(await holder("call-2")).toEqual({ kind: "free" });
    });

    test("a withdrawn call has that answer and never runs, and withdrawing twice is withdrawing once", async () => {
      expect(await withdraw()).toEqual({ kind: "withdrawn" });
      expect(await withdraw()).toEqual({ kind: "withdrawn" });
      expect(await answerOf("call-1")).toEqual(withdrawn);
      const answered = { kind: "answered", answer: withdrawn };
      expect(await withdraw({}, 3)).toEqual(answered);
      expect(await world.store.open(fence, anOpening())).toEqual(answered);
      expect(await world.store.commit(fence, aCommit(0, [anOk("call-1")]))).toEqual({
        kind: "answered",
        answers: { "call-1": withdrawn },
      });
      expect(await world.store.read(agent)).toEqual({ kind: "none" });
    });

    test("a call that has an answer or an open record is not withdrawn", async () => {
      await world.store.commit(fence, aCommit(0, [anOk("call-1")]));
      expect(await withdraw()).toEqual({ kind: "answered", answer: okAnswer("call-1") });
      await world.store.open(fence, anOpening({ callId: "call-2", base: 1 }));
      expect(await withdraw({ callId: "call-2" })).toEqual({ kind: "running" });
      expect(await answerOf("call-2")).toBeUndefined();
    });

    test("a record that waits keeps its message and its place, and blocks nobody", async () => {
      await world.store.open(fence, anOpening({ events: [anAsk(0)] }));
      expect(await postpone()).toEqual({ kind: "postponed" });
      expect(await postpone()).toEqual({ kind: "postponed" });
      expect(await turns()).toEqual([{ ...anAttempt(1), events: [], recoveries: 0, waits: true }]);
      expect(await holder("call-2")).toEqual({ kind: "free" });
      expect(await world.store.cancel(fence.partition, "call-1", "hash-1")).toEqual({ kind: "running" });
      expect(await world.store.commit(fence, aCommit(0, [anOk("call-2")]))).toEqual({ kind: "committed" });
      expect(await world.store.open(fence, anOpening({ callId: "call-3", base: 1 }))).toEqual({ kind: "open" });
      expect(await world.store.open(fence, anAttempt(1, { base: 1 }))).toEqual({ kind: "blocked", by: "call-3" });
    });

    test("a record that waits is opened by its next attempt on the present state, whatever the horizon", async () => {
      await world.store.open(fence, anOpening({ events: [anAsk(0)] }));
      await postpone();
      await world.store.commit(fence, aCommit(0, [anOk("call-2")]));
      await world.store.speak(fence, { horizon: 50_000 });
      const next = anAttempt(1, { base: 1, events: [anAsk(7)] });
      expect(await world.store.open(fence, { ...next, base: 0 })).toEqual({ kind: "conflict" });
      expect(await world.store.open(fence, next)).toEqual({ kind: "open" });
      expect(await world.store.open(fence, next)).toEqual({ kind: "open" });
      expect(await turns()).toEqual([{ ...next, recoveries: 0, waits: false }]);
      expect(await holder("call-2")).toMatchObject({ kind: "answered" });
      expect(await holder("call-4")).toEqual({ kind: "held", turn: next });
    });

    test("what an earlier attempt still sends changes nothing", async () => {
      const first = anOpening({ events: [anAsk(0)] });
      await world.store.open(fence, first);
      await postpone();
      expect(await world.store.open(fence, first)).toEqual({ kind: "blocked", by: "call-1" });
      expect(await world.store.extend(fence, "call-1", 0, [anAsk(0)])).toEqual({ kind: "closed" });
      const next = anAttempt(1, { events: [anAsk(7)] });
      await world.store.open(fence, next);
      expect(await world.store.open(fence, first)).toEqual({ kind: "blocked", by: "call-1" });
      expect(await postpone()).toEqual({ kind: "closed" });
      expect((await turns())[0]).toMatchObject({ ...next, waits: false });
    });

    test("only an open record waits, and only for its owner", async () => {
      expect(await postpone()).toEqual({ kind: "closed" });
      await world.store.open(fence, anOpening());
      expect(await postpone(2)).toEqual({ kind: "closed" });
      const present = await takeOver(world, fence);
      expect(await postpone()).toEqual({ kind: "not_owner" });
      fence = present;
      await world.store.commit(present, aCommit(0, [anOk("call-1")]));
      expect(await postpone()).toEqual({ kind: "answered", answer: okAnswer("call-1") });
    });

    test("a record that waits goes with whatever ends its call", async () => {
      const names = Array.from({ length: 40 }, (_, n) => `cart/w${n}`);
      const [x = "", y = "", z = ""] = names.filter((name) => partitionOf(name, world.partitions) === fence.partition);
      for (const [i, name] of [x, y, z].entries()) {
        const about = { agent: name, callId: `call-${i}` };
        const message = aMessage(about);
        await world.store.open(fence, anOpening({ ...about, message, events: [anAsk(0)] }));
        await world.store.postpone(fence, { ...anOpening(about), message: { ...message, attempt: 1 } });
        await world.store.open(fence, anOpening({ agent: name, callId: `other-${i}` }));
      }
      const waiting = async () => (await turns()).flatMap(({ callId, waits }) => (waits ? [callId] : []));
      expect(await waiting()).toEqual(["call-0", "call-1", "call-2"]);
      await world.store.bury(fence, aLetter({ message: aMessage({ agent: x, callId: "call-0" }) }), []);
      await withdraw({ agent: y, callId: "call-1" });
      expect(await waiting()).toEqual(["call-2"]);
      await world.store.commit(fence, aCommit(0, [anOk("other-2")], { agent: z }));
      await world.store.commit(fence, { ...aCommit(1, [anOk("call-2")], { agent: z }) });
      expect(await waiting()).toEqual([]);
      // the neighbours' records are still open
      expect((await turns()).map(({ callId }) => callId)).toEqual(["other-0", "other-1"]);
      expect(await world.store.holder(x, "more")).toMatchObject({ kind: "held", turn: { callId: "other-0" } });
    });
  });
}
