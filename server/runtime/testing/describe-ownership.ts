import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Fence } from "../ports.ts";
import { type ContractWorld, eventually, type OpenWorld, own, takeOver } from "./contract-world.ts";
import { aCommit, aLetter, aMessage, anOk, anOpening } from "./samples.ts";

export function describeOwnership(open: OpenWorld): void {
  describe("ownership", () => {
    let world: ContractWorld;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    test("of two that claim at once, one owns and the other hears who and for how long", async () => {
      const [a, b] = await Promise.all([
        world.store.claim(1, "silo-a", 60_000),
        world.store.claim(1, "silo-b", 60_000),
      ]);
      expect(a).toMatchObject({ kind: "claimed", epoch: 1 });
      expect(b).toEqual({ kind: "held", by: "silo-a", remaining: expect.any(Number) });
      if (b.kind === "held") expect(b.remaining > 0 && b.remaining <= 60_000).toBe(true);
    });

    test("the present holder's repeated claim gives it its own epoch", async () => {
      expect(await world.store.claim(1, "silo-a", 60_000)).toMatchObject({ kind: "claimed", epoch: 1 });
      expect(await world.store.claim(1, "silo-a", 60_000)).toMatchObject({ kind: "claimed", epoch: 1 });
    });

    test("a repeated claim lengthens the lease", async () => {
      await world.store.claim(1, "silo-a", 50);
      await world.store.claim(1, "silo-a", 60_000);
      await world.pass(100);
      expect(await world.store.claim(1, "silo-b", 60_000)).toMatchObject({ kind: "held", by: "silo-a" });
    });

    test("a lease that has run out lets another in, under a higher epoch", async () => {
      await world.store.claim(1, "silo-a", 100);
      const claim = await eventually(
        world,
        () => world.store.claim(1, "silo-b", 60_000),
        ({ kind }) => kind === "claimed",
      );
      expect(claim).toMatchObject({ kind: "claimed", epoch: 2 });
      expect(await world.store.renew({ partition: 1, epoch: 1 }, 60_000)).toBeUndefined();
      expect(await world.store.claim(1, "silo-a", 60_000)).toMatchObject({ kind: "held", by: "silo-b" });
    });

    test("its own lease that has run out gives a silo a new epoch, too", async () => {
      await world.store.claim(1, "silo-a", 20);
      const claim = await eventually(
        world,
        () => world.store.claim(1, "silo-a", 20),
        (answer) => answer.kind === "claimed" && answer.epoch > 1,
      );
      expect(claim.kind).toBe("claimed");
    });

    test("renewals are counted over all epochs", async () => {
      await world.store.claim(1, "silo-a", 60_000);
      const renew = (epoch: number) => world.store.renew({ partition: 1, epoch }, 60_000);
      expect([await renew(1), await renew(1)]).toEqual([1, 2]);
      await world.store.release({ partition: 1, epoch: 1 });
      await world.store.claim(1, "silo-b", 60_000);
      expect([await renew(1), await renew(2)]).toEqual([undefined, 3]);
    });

    test("a renewed lease holds", async () => {
      await world.store.claim(1, "silo-a", 50);
      expect(await world.store.renew({ partition: 1, epoch: 1 }, 60_000)).toBeGreaterThan(0);
      await world.pass(100);
      expect(await world.store.claim(1, "silo-b", 60_000)).toMatchObject({ kind: "held", by: "silo-a" });
    });

    test("a lease that has run out can still be renewed while nobody has claimed", async () => {
      await world.store.claim(1, "silo-a", 1);
      await world.pass(20);
      expect(await world.store.renew({ partition: 1, epoch: 1 }, 60_000)).toBeGreaterThan(0);
      expect(await world.store.claim(1, "silo-b", 60_000)).toMatchObject({ kind: "held", by: "silo-a" });
    });

    test("a released partition is free at once, and its epoch never comes back", async () => {
      const first = await own(world, "cart/u1");
      await world.store.release(first);
      expect(await world.store.renew(first, 60_000)).toBeUndefined();
      await world.store.release(first);
      expect(await world.store.claim(first.partition, "silo-b", 60_000)).toMatchObject({ kind: "claimed", epoch: 2 });
    });

    test("whose a partition is and under which epoch is told to whoever asks", async () => {
      expect(await world.store.ownerOf(1)).toEqual({ epoch: 0 });
      await world.store.claim(1, "silo-a", 60_000);
      expect(await world.store.ownerOf(1)).toEqual({ epoch: 1, silo: "silo-a" });
      await world.store.release({ partition: 1, epoch: 1 });
      expect(await world.store.ownerOf(1)).toEqual({ epoch: 1 });
    });

    test("an old epoch's release takes nothing from the present owner", async () => {
      const old = await own(world, "cart/u1");
      const present = await takeOver(world, old);
      await world.store.release(old);
      expect(await world.store.renew(present, 60_000)).toBeGreaterThan(0);
    });

    test("partitions are owned apart", async () => {
      await world.store.claim(0, "silo-a", 60_000);
      expect(await world.store.claim(1, "silo-b", 60_000)).toMatchObject({ kind: "claimed", epoch: 1 });
    });

    const fenced: { [method: string]: (fence: Fence) => Promise<unknown> } = {
      open: (fence) => world.store.open(fence, anOpening()),
      extend: (fence) => world.store.extend(fence, "call-1", 0, []),
      commit: (fence) => world.store.commit(fence, aCommit(0, [anOk("call-1")])),
      bury: (fence) => world.store.bury(fence, aLetter(), []),
      speak: (fence) => world.store.speak(fence, { oldest: 1, horizon: 1 }),
      sweep: (fence) => world.store.sweep(fence, 9),
      openTurns: (fence) => world.store.openTurns(fence, true),
      recovered: (fence) => world.store.recovered(fence, ["job-1"]),
      mark: (fence) => world.store.mark(fence, "call-1"),
      sent: (fence) => world.store.sent(fence, ["1-0"]),
      park: (fence) => world.store.park(fence, aMessage({ at: 9000 })),
      wake: (fence) => world.store.wake(fence, 9000, () => ({ partition: 0, lane: "default", kind: "nested" })),
    };

    test.each(Object.keys(fenced))(
      "%s is refused to an owner that was replaced, and leaves no trace",
      async (method) => {
        const old = await own(world, "cart/u1");
        const present = await takeOver(world, old);
        expect(await fenced[method]?.(old)).toEqual({ kind: "not_owner" });
        const { partition } = old;
        expect(await world.store.read("cart/u1")).toEqual({ kind: "none" });
        expect(await world.store.answers(partition, ["call-1"])).toEqual([undefined]);
        expect(await world.store.openTurns(present, false)).toEqual([]);
        expect(await world.store.deadLetters(partition, { limit: 9 })).toEqual([]);
        expect(await world.store.outboxDepth(partition)).toBe(0);
        expect(await world.store.wake(present, 99_000, () => ({ partition, lane: "default", kind: "nested" }))).toEqual(
          {
            kind: "woken",
          },
        );
        expect(await world.store.recovered(present, ["job-1"])).toEqual([1]);
        expect(await world.store.mark(present, "call-1")).toBe(1);
      },
    );

    test.each(Object.keys(fenced))("%s is refused to an owner that has released", async (method) => {
      const old = await own(world, "cart/u1");
      await world.store.release(old);
      expect(await fenced[method]?.(old)).toEqual({ kind: "not_owner" });
    });

    test("a claim says whether the owner before gave the partition up itself, also when it is repeated", async () => {
      const first = await world.store.claim(1, "silo-a", 60_000);
      expect(first).toEqual({ kind: "claimed", epoch: 1, handedBack: false });
      await world.store.release({ partition: 1, epoch: 1 });
      const second = { kind: "claimed", epoch: 2, handedBack: true };
      expect(await world.store.claim(1, "silo-b", 60_000)).toEqual(second);
      expect(await world.store.claim(1, "silo-b", 1)).toEqual(second);
      const claim = () => world.store.claim(1, "silo-c", 60_000);
      expect(await eventually(world, claim, ({ kind }) => kind === "claimed")).toMatchObject({
        epoch: 3,
        handedBack: false,
      });
    });

    test("recoveries and marks count once an epoch, until they are forgotten", async () => {
      const first = await own(world, "cart/u1");
      expect(await world.store.recovered(first, ["a", "b"])).toEqual([1, 1]);
      expect(await world.store.recovered(first, ["a"])).toEqual([1]);
      expect(await world.store.mark(first, "a")).toBe(1);
      expect(await world.store.mark(first, "a")).toBe(1);
      const second = await takeOver(world, first);
      expect(await world.store.recovered(second, ["b", "c", "a"])).toEqual([2, 1, 2]);
      expect(await world.store.mark(second, "a")).toBe(2);
      await world.store.forget(second, ["a", "never"]);
      await world.store.unmark(second, "a");
      expect(await world.store.recovered(second, ["a", "b"])).toEqual([1, 2]);
      expect(await world.store.mark(second, "a")).toBe(1);
    });

    test("an old epoch forgets nothing", async () => {
      const old = await own(world, "cart/u1");
      await world.store.recovered(old, ["a"]);
      await world.store.mark(old, "a");
      const present = await takeOver(world, old);
      await world.store.forget(old, ["a"]);
      await world.store.unmark(old, "a");
      expect(await world.store.recovered(present, ["a"])).toEqual([2]);
      expect(await world.store.mark(present, "a")).toBe(2);
    });

    test("the silos that live are known by name, sorted, until their time is over or they leave", async () => {
      expect(await world.store.heartbeat("silo-b", 60_000)).toEqual(["silo-b"]);
      expect(await world.store.heartbeat("silo-c", 40)).toEqual(["silo-b", "silo-c"]);
      expect(await world.store.heartbeat("silo-a", 60_000)).toEqual(["silo-a", "silo-b", "silo-c"]);
      await eventually(
        world,
        () => world.store.heartbeat("silo-a", 60_000),
        (names) => names.join() === "silo-a,silo-b",
      );
      await world.store.leave("silo-b");
      await world.store.leave("silo-b");
      expect(await world.store.heartbeat("silo-a", 60_000)).toEqual(["silo-a"]);
    });

    test("what a living silo says that it can run is known by its name, until its time is over or it leaves", async () => {
      await world.store.heartbeat("silo-b", 60_000, "two");
      await world.store.heartbeat("silo-c", 40, "three");
      await world.store.heartbeat("silo-d", 60_000);
      await world.store.heartbeat("silo-a", 60_000, "one");
      await world.store.heartbeat("silo-a", 60_000, "another");
      await eventually(
        world,
        () => world.store.heartbeat("silo-a", 60_000, "another"),
        (names) => !names.includes("silo-c"),
      );
      const known = async () => Object.fromEntries(await world.store.releases());
      expect(await known()).toEqual({ "silo-a": "another", "silo-b": "two" });
      await world.store.leave("silo-b");
      expect(await known()).toEqual({ "silo-a": "another" });
      await world.store.heartbeat("silo-b", 60_000, "two again");
      expect(await known()).toEqual({ "silo-a": "another", "silo-b": "two again" });
    });
  });
}
