import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { partitionOf } from "../partition.ts";
import type { Fence } from "../ports.ts";
import { type ContractWorld, type OpenWorld, own } from "./contract-world.ts";
import { aCommit, aFail, anOk, anOpening, okAnswer } from "./samples.ts";

const agent = "cart/u1";

export function describeReading(open: OpenWorld): void {
  describe("reading", () => {
    let world: ContractWorld;
    let fence: Fence;
    beforeEach(async () => {
      world = await open();
      fence = await own(world, agent);
    });
    afterEach(() => world.close());

    const commit = async (...args: Parameters<typeof aCommit>) => {
      expect(await world.store.commit(fence, aCommit(...args))).toEqual({ kind: "committed" });
    };
    /** Versions 1 (a snapshot) to 4. */
    const fourVersions = async () => {
      await commit(0, [anOk("c1")], { snapshot: '{"n":1}' });
      await commit(1, [anOk("c2", { patch: "p2" }), anOk("c3", { patch: "p3-€" })]);
      await commit(3, [anOk("c4", { patch: "p4" })]);
    };
    const head = { version: 4, last: "c4", schema: 1, at: 2000, snapshotBytes: 7, patchBytes: 10 };

    test("an agent that never committed is none, whatever the reader knows", async () => {
      expect(await world.store.read(agent)).toEqual({ kind: "none" });
      expect(await world.store.read(agent, { version: 3, last: "c3", schema: 1 })).toEqual({ kind: "none" });
      await world.store.open(fence, anOpening());
      expect(await world.store.read(agent)).toEqual({ kind: "none" });
    });

    test("who knows nothing gets the snapshot and every patch after it", async () => {
      await fourVersions();
      expect(await world.store.read(agent)).toEqual({
        kind: "snapshot",
        snapshot: '{"n":1}',
        snapshotVersion: 1,
        patches: ["p2", "p3-€", "p4"],
        ...head,
      });
    });

    test("who has the newest state gets nothing", async () => {
      await fourVersions();
      expect(await world.store.read(agent, { version: 4, last: "c4", schema: 1 })).toEqual({ kind: "unchanged" });
    });

    test("who has an older state of the same history gets the patches since, also from the snapshot on", async () => {
      await fourVersions();
      expect(await world.store.read(agent, { version: 2, last: "c2", schema: 1 })).toEqual({
        kind: "patches",
        patches: ["p3-€", "p4"],
        ...head,
      });
      expect(await world.store.read(agent, { version: 1, last: "c1", schema: 1 })).toMatchObject({
        kind: "patches",
        patches: ["p2", "p3-€", "p4"],
      });
    });

    test.each([
      ["the same version of another history", { version: 4, last: "other", schema: 1 }],
      ["an older version of another history", { version: 2, last: "other", schema: 1 }],
      ["the snapshot's version of another history", { version: 1, last: "other", schema: 1 }],
      ["a version that was rewound", { version: 5, last: "c5", schema: 1 }],
      ["an older version under another schema", { version: 2, last: "c2", schema: 2 }],
      ["version 0", { version: 0, last: "", schema: 1 }],
    ])("who has %s starts anew from the snapshot", async (_, known) => {
      await fourVersions();
      expect(await world.store.read(agent, known)).toMatchObject({ kind: "snapshot", version: 4, last: "c4" });
    });

    test("who has a state whose successors were trimmed starts anew", async () => {
      await fourVersions();
      await commit(4, [anOk("c5")], { snapshot: '{"n":5}', keep: 0 });
      await commit(5, [anOk("c6", { patch: "p6" })]);
      expect(await world.store.read(agent, { version: 3, last: "c3", schema: 1 })).toEqual({
        kind: "snapshot",
        snapshot: '{"n":5}',
        snapshotVersion: 5,
        patches: ["p6"],
        version: 6,
        last: "c6",
        schema: 1,
        at: 2000,
        snapshotBytes: 7,
        patchBytes: 2,
      });
      expect(await world.store.read(agent, { version: 5, last: "c5", schema: 1 })).toMatchObject({
        kind: "patches",
        patches: ["p6"],
      });
    });

    test("patches reach over a snapshot whose entries are kept", async () => {
      await fourVersions();
      await commit(4, [anOk("c5", { patch: "p5" })], { snapshot: '{"n":5}', keep: "all" });
      expect(await world.store.read(agent, { version: 2, last: "c2", schema: 1 })).toMatchObject({
        kind: "patches",
        patches: ["p3-€", "p4", "p5"],
        snapshotBytes: 7,
        patchBytes: 0,
      });
    });

    test("patches do not reach over a change of schema", async () => {
      await commit(0, [anOk("c1")], { keep: "all" });
      await commit(1, [anOk("c2")], { keep: "all", schema: 2, snapshot: '{"n":2}' });
      await commit(2, [anOk("c3", { patch: "p3" })], { keep: "all", schema: 2 });
      const answer = { kind: "snapshot", snapshot: '{"n":2}', snapshotVersion: 2, patches: ["p3"], schema: 2 };
      expect(await world.store.read(agent, { version: 1, last: "c1", schema: 1 })).toMatchObject(answer);
      expect(await world.store.read(agent, { version: 1, last: "c1", schema: 2 })).toMatchObject({ kind: "patches" });
    });

    test("an answer is found by its call id, at its place in the question", async () => {
      await commit(0, [anOk("c1"), aFail("c2")]);
      expect(await world.store.answers(fence.partition, ["c2", "never", "c1"])).toEqual([
        { answer: { kind: "fail", code: "sold_out" }, hash: "hash of c2" },
        undefined,
        okAnswer("c1"),
      ]);
      expect(await world.store.answers(fence.partition, [])).toEqual([]);
    });

    test("the journal's newest entries come oldest first, after a version, up to one, and no more than asked", async () => {
      await fourVersions();
      const entry = { method: "add", caller: "guest:g1", stamp: 2000, schema: 1 };
      expect(await world.store.journal(agent, { limit: 2 })).toEqual([
        { version: 3, callId: "c3", patch: "p3-€", ...entry },
        { version: 4, callId: "c4", patch: "p4", ...entry },
      ]);
      const versions = async (page: { after?: number; until?: number; limit: number }) => {
        return (await world.store.journal(agent, page)).map(({ version }) => version);
      };
      expect(await versions({ after: 3, limit: 9 })).toEqual([4]);
      expect(await versions({ after: 4, limit: 9 })).toEqual([]);
      expect(await versions({ until: 3, limit: 2 })).toEqual([2, 3]);
      expect(await versions({ after: 1, until: 2, limit: 9 })).toEqual([2]);
      expect(await versions({ until: 0, limit: 9 })).toEqual([]);
      expect(await world.store.journal("cart/never", { limit: 9 })).toEqual([]);
    });

    test("the last change of a type is another after each of its commits and after nothing else", async () => {
      const { partition } = fence;
      const inPartition = (type: string) => {
        for (let n = 0; ; n++) if (partitionOf(`${type}/n${n}`, world.partitions) === partition) return `${type}/n${n}`;
      };
      const change = async () => (await world.store.lastChanges(partition, ["cart"])).get("cart");
      expect(await change()).toBeUndefined();
      await commit(0, [anOk("c1")]);
      const seen = [await change()];
      expect(seen).not.toContain(undefined);
      await commit(1, [aFail("c2")]);
      await commit(0, [anOk("o1")], { agent: inPartition("order") });
      await world.store.open(fence, anOpening({ callId: "c3", base: 1 }));
      expect(await world.store.commit(fence, aCommit(1, [anOk("c4")]))).toMatchObject({ kind: "blocked" });
      expect(await change()).toBe(seen[0]);
      await commit(1, [anOk("c3")]);
      seen.push(await change());
      await commit(0, [anOk("c5")], { agent: inPartition("cart") });
      seen.push(await change());
      const { entry: _, ...ending } = anOk("c6");
      await commit(2, [ending], { instead: { kind: "destroy", stamp: 3000 } });
      seen.push(await change());
      expect(new Set(seen).size).toBe(4);
      const asked = await world.store.lastChanges(partition, ["cart", "order", "pricing"]);
      expect([...asked.keys()].sort()).toEqual(["cart", "order"]);
    });

    test("what a reader does to its answer changes nothing", async () => {
      await fourVersions();
      const first = await world.store.read(agent);
      if (first.kind === "snapshot") first.patches.length = 0;
      expect(await world.store.read(agent)).toMatchObject({ patches: ["p2", "p3-€", "p4"] });
    });
  });
}
