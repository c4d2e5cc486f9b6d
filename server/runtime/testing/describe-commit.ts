import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Fence } from "../ports.ts";
import { type ContractWorld, eventually, type OpenWorld, own, takeOver } from "./contract-world.ts";
import { aCommit, aFail, anOk, anOpening, okAnswer, told } from "./samples.ts";

const agent = "cart/u1";

export function describeCommit(open: OpenWorld): void {
  describe("commit", () => {
    let world: ContractWorld;
    let fence: Fence;
    beforeEach(async () => {
      world = await open();
      fence = await own(world, agent);
    });
    afterEach(() => world.close());

    const commit = (...args: Parameters<typeof aCommit>) => world.store.commit(fence, aCommit(...args));
    const versions = async () => (await world.store.journal(agent, { limit: 99 })).map(({ version }) => version);
    const feed = async () => {
      return (await world.store.feed(fence.partition, { limit: 99 })).map(({ cursor: _, ...entry }) => entry);
    };

    test("a group gives each ok a version, a feed entry and its messages, and each fail its answer alone", async () => {
      const result = await commit(
        0,
        [
          anOk("c1", { out: [told(fence, "t1"), told(fence, "t2")] }),
          { ...aFail("c2"), out: [told(fence, "never")] },
          anOk("c3", { out: [told(fence, "t3")] }),
        ],
        { keep: "all" },
      );
      expect(result).toEqual({ kind: "committed" });
      const entry = { agent, method: "add", stamp: 2000 };
      expect(await feed()).toEqual([
        { ...entry, version: 1, callId: "c1" },
        { ...entry, version: 2, callId: "c3" },
      ]);
      expect(await versions()).toEqual([1, 2]);
      expect(await world.store.read(agent)).toMatchObject({ version: 2, last: "c3", snapshotVersion: 2 });
      const sent = await world.store.outbox(fence.partition, { limit: 99 });
      expect(sent.map(({ message }) => message.callId)).toEqual(["t1", "t2", "t3"]);
      expect(await world.store.answers(fence.partition, ["c1", "c2", "c3"])).toEqual([
        okAnswer("c1"),
        { answer: { kind: "fail", code: "sold_out" }, hash: "hash of c2" },
        okAnswer("c3"),
      ]);
    });

    test("a group of refusals leaves the agent as it was", async () => {
      expect(await commit(0, [aFail("c1"), aFail("c2")])).toEqual({ kind: "committed" });
      expect(await world.store.read(agent)).toEqual({ kind: "none" });
      expect(await world.store.count("cart")).toBe(0);
      expect(await feed()).toEqual([]);
    });

    test("a repeated commit writes nothing and answers with what the first kept", async () => {
      const twice = aCommit(0, [anOk("c1", { out: [told(fence, "t1")] }), aFail("c2")]);
      await world.store.commit(fence, twice);
      expect(await world.store.commit(fence, twice)).toEqual({
        kind: "answered",
        answers: { c1: okAnswer("c1"), c2: { answer: { kind: "fail", code: "sold_out" }, hash: "hash of c2" } },
      });
      expect(await feed()).toHaveLength(1);
      expect(await world.store.outboxDepth(fence.partition)).toBe(1);
    });

    test("one known call id keeps the whole group out and only the known answers come back", async () => {
      await commit(0, [anOk("c2")]);
      expect(await commit(1, [anOk("c1"), anOk("c2"), anOk("c3")])).toEqual({
        kind: "answered",
        answers: { c2: okAnswer("c2") },
      });
      expect(await world.store.answers(fence.partition, ["c1", "c3"])).toEqual([undefined, undefined]);
      expect(await world.store.read(agent)).toMatchObject({ version: 1 });
    });

    test("commits asked for at once each have an answer of their own, in their order", async () => {
      const [u1, u2, u3] = ["cart/u1", "cart/u2", "order/o3"];
      await world.store.commit(fence, aCommit(0, [anOk("before")], { agent: u2 }));
      await world.store.open(fence, anOpening({ callId: "open", agent: u3 }));
      const bare = { agent: "cart/u4", schema: 1, keep: 0, replies: [], base: 0 };
      const outcomes = await Promise.allSettled([
        world.store.commit(fence, aCommit(0, [anOk("c1", { out: [told(fence, "t1")] })], { agent: u1, keep: "all" })),
        world.store.commit(fence, aCommit(0, [anOk("c2")], { agent: u2 })),
        world.store.commit(fence, aCommit(1, [anOk("before"), anOk("c3")], { agent: u2 })),
        world.store.commit(fence, aCommit(0, [anOk("c4")], { agent: u3 })),
        world.store.commit(fence, { ...bare, endings: [anOk("c5")] }),
        world.store.commit({ ...fence, epoch: fence.epoch - 1 }, aCommit(0, [anOk("c6")], { agent: "cart/u6" })),
        world.store.commit(fence, aCommit(1, [aFail("c7")], { agent: u1 })),
        world.store.commit(fence, aCommit(1, [anOk("c8", { out: [told(fence, "t8")] })], { agent: u1, keep: "all" })),
      ]);
      expect(outcomes.map((outcome) => (outcome.status === "fulfilled" ? outcome.value : "a bug"))).toEqual([
        { kind: "committed" },
        { kind: "conflict" },
        { kind: "answered", answers: { before: okAnswer("before") } },
        { kind: "blocked", by: "open" },
        "a bug",
        { kind: "not_owner" },
        { kind: "committed" },
        { kind: "committed" },
      ]);
      expect(await versions()).toEqual([1, 2]);
      expect((await feed()).map(({ callId }) => callId)).toEqual(["before", "c1", "c8"]);
      const sent = await world.store.outbox(fence.partition, { limit: 99 });
      expect(sent.map(({ message }) => message.callId)).toEqual(["t1", "t8"]);
      const kept = await world.store.answers(fence.partition, ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"]);
      expect(kept.map((answer) => answer !== undefined)).toEqual([true, false, false, false, false, false, true, true]);
    });

    test("a stale version is a conflict, also for a refusal alone", async () => {
      await commit(0, [anOk("c1")]);
      expect(await commit(0, [anOk("c2")])).toEqual({ kind: "conflict" });
      expect(await commit(0, [aFail("c2")])).toEqual({ kind: "conflict" });
      expect(await commit(2, [anOk("c2")])).toEqual({ kind: "conflict" });
      expect(await world.store.answers(fence.partition, ["c2"])).toEqual([undefined]);
    });

    test("answers are looked up before the epoch, the epoch before the record, the record before the version", async () => {
      await commit(0, [anOk("c1")]);
      await world.store.open(fence, anOpening({ callId: "c2", base: 1 }));
      expect(await commit(7, [anOk("c3")])).toEqual({ kind: "blocked", by: "c2" });
      expect(await commit(7, [anOk("c2")])).toEqual({ kind: "conflict" });
      await takeOver(world, fence);
      expect(await commit(7, [anOk("c3")])).toEqual({ kind: "not_owner" });
      expect(await commit(7, [anOk("c1")])).toMatchObject({ kind: "answered" });
    });

    test.each(["ok", "fail"])("an ending by %s clears its call's record, in a group too", async (kind) => {
      await world.store.open(fence, anOpening({ callId: "c2" }));
      const ending = kind === "ok" ? anOk("c2") : aFail("c2");
      expect(await commit(0, [anOk("c1"), ending, anOk("c3")])).toEqual({ kind: "committed" });
      expect(await world.store.openTurns(fence, false)).toEqual([]);
      expect(await commit(kind === "ok" ? 3 : 2, [anOk("c4")])).toEqual({ kind: "committed" });
    });

    test("a refusal clears the record of an agent that never committed", async () => {
      await world.store.open(fence, anOpening({ callId: "c1" }));
      expect(await commit(0, [aFail("c1")])).toEqual({ kind: "committed" });
      expect(await world.store.open(fence, anOpening({ callId: "c2" }))).toEqual({ kind: "open" });
    });

    test("replies are published, and only when the commit stands", async () => {
      const heard: string[] = [];
      await world.bus.subscribe("door-1", (body) => heard.push(body));
      await commit(0, [anOk("c1")], {
        replies: [
          { to: "door-1", body: "one" },
          { to: "door-1", body: "two" },
        ],
      });
      await commit(0, [anOk("c2")], { replies: [{ to: "door-1", body: "never" }] });
      await world.bus.publish("door-1", "last");
      await eventually(
        world,
        async () => heard,
        (all) => all.includes("last"),
      );
      expect(heard).toEqual(["one", "two", "last"]);
    });

    test.each([
      [0, [5, 6]],
      [2, [3, 4, 5, 6]],
      [4, [1, 2, 3, 4, 5, 6]],
      [99, [1, 2, 3, 4, 5, 6]],
      ["all", [1, 2, 3, 4, 5, 6]],
    ] as const)("with %s entries kept, only those further below the snapshot are trimmed", async (keep, left) => {
      await commit(0, [anOk("c1")], { keep: "all" });
      await commit(1, [anOk("c2"), anOk("c3")]);
      await commit(3, [anOk("c4")], { snapshot: '{"n":4}', keep });
      await commit(4, [anOk("c5"), anOk("c6")], { keep });
      expect(await versions()).toEqual(left);
      expect(await world.store.read(agent)).toMatchObject({ snapshot: '{"n":4}', snapshotVersion: 4, version: 6 });
    });

    test("sizes count the bytes of the snapshot and of the patches after it", async () => {
      await commit(0, [anOk("c1", { patch: "not counted" })], { snapshot: '{"n":"€"}' });
      expect(await world.store.read(agent)).toMatchObject({ snapshotBytes: 11, patchBytes: 0 });
      await commit(1, [anOk("c2", { patch: "€" }), anOk("c3", { patch: "ab" })]);
      expect(await world.store.read(agent)).toMatchObject({ snapshotBytes: 11, patchBytes: 5 });
      await commit(3, [anOk("c4", { patch: "cd" })]);
      expect(await world.store.read(agent)).toMatchObject({ snapshotBytes: 11, patchBytes: 7 });
    });

    test("a first commit under a schema without a snapshot is a bug and changes nothing", async () => {
      const bare = { agent, schema: 1, keep: 0, replies: [] };
      await expect(world.store.commit(fence, { ...bare, base: 0, endings: [anOk("c1")] })).rejects.toThrow(/snapshot/i);
      expect(await world.store.answers(fence.partition, ["c1"])).toEqual([undefined]);
      await commit(0, [anOk("c1")]);
      await expect(commit(1, [anOk("c2")], { schema: 2 })).rejects.toThrow(/snapshot/i);
      expect(await world.store.read(agent)).toMatchObject({ version: 1 });
    });

    test("texts come back exactly: empty lists, large numbers, every code point", async () => {
      const patch = '[{"value":[],"big":9007199254740993,"odd":"\\u0000\u2028😀\uffff"}]';
      const value = { empty: [], nested: { none: {} }, big: 9007199254740991, text: "\u0000\u2028😀" };
      await commit(0, [anOk("c1", { patch, answer: { kind: "ok", value } })], { snapshot: patch, keep: "all" });
      expect(await world.store.read(agent)).toMatchObject({ snapshot: patch });
      expect((await world.store.journal(agent, { limit: 1 }))[0]?.patch).toBe(patch);
      expect((await world.store.answers(fence.partition, ["c1"]))[0]?.answer).toEqual({ kind: "ok", value });
    });

    test("the feed is read on from any of its cursors", async () => {
      await commit(0, [anOk("c1"), anOk("c2"), anOk("c3")]);
      const [first] = await world.store.feed(fence.partition, { limit: 1 });
      const rest = await world.store.feed(fence.partition, { after: first?.cursor ?? "", limit: 9 });
      expect(rest.map(({ callId }) => callId)).toEqual(["c2", "c3"]);
      expect(await world.store.feed(fence.partition, { after: rest[1]?.cursor ?? "", limit: 9 })).toEqual([]);
    });

    test("the feed is read from any of its cursors on, that one first, and has a newest entry", async () => {
      expect(await world.store.feedEnd(fence.partition)).toBeUndefined();
      expect(await world.store.feedDepth(fence.partition)).toBe(0);
      await commit(0, [anOk("c1"), anOk("c2"), anOk("c3")]);
      const [, second, third] = await world.store.feed(fence.partition, { limit: 9 });
      expect(await world.store.feed(fence.partition, { from: second?.cursor ?? "", limit: 9 })).toEqual([
        second,
        third,
      ]);
      expect(await world.store.feedEnd(fence.partition)).toEqual(third);
      expect(await world.store.feedDepth(fence.partition)).toBe(3);
    });
  });
}
