import { describe, expect, it } from "vitest";
import { createCommitBell } from "./commit-bell.ts";
import { createVirtualClock } from "./memory/virtual-clock.ts";
import { partitionOf } from "./partition.ts";
import type { Bus } from "./ports.ts";
import { counter, createCounter } from "./testing/counter.ts";
import { testCluster } from "./testing/test-cluster.ts";

const me = { kind: "shopper", id: "s1" } as const;
const partitions = 8;
const cluster = () => testCluster(() => [createCounter()], partitions);

describe("a process that listens for commits", () => {
  it("hears of another silo's, by partition", async () => {
    const world = cluster();
    await world.silo();
    const door = await world.door();
    const heard: number[] = [];
    door.runtime.onCommits((partition) => heard.push(partition));
    await world.run(door.runtime.as(me).ask(counter, "c").add({ by: 1 }));
    await world.clock.advance(50);
    expect(heard).toEqual([partitionOf("counter/c", partitions)]);
  });

  it("hears nothing of refusals, nor after it has ended it", async () => {
    const world = cluster();
    await world.silo();
    const door = await world.door();
    const heard: number[] = [];
    const end = door.runtime.onCommits((partition) => heard.push(partition));
    const { ask } = door.runtime.as(me);
    expect((await world.run(ask(counter, "c").add({ by: 5_000 }))).ok).toBe(false);
    await world.clock.advance(50);
    end();
    expect((await world.run(ask(counter, "c").add({ by: 1 }))).ok).toBe(true);
    await world.clock.advance(50);
    expect(heard).toEqual([]);
  });
});

/** A bus whose publications wait until they are let go. */
function slowBus() {
  const published: { body: string; done: PromiseWithResolvers<void> }[] = [];
  let [onMessage, onGap]: [(body: string) => void, () => void] = [() => {}, () => {}];
  const bus: Bus = {
    publish(_channel, body) {
      const done = Promise.withResolvers<void>();
      published.push({ body, done });
      return done.promise;
    },
    async subscribe(_channel, message, gap = () => {}) {
      [onMessage, onGap] = [message, gap];
    },
    close: async () => {},
  };
  return { bus, published, say: (body: string) => onMessage(body), gap: () => onGap() };
}

describe("the bell", () => {
  it("has one publication under way, with all partitions that rang meanwhile in the next", async () => {
    const clock = createVirtualClock(0);
    const { bus, published } = slowBus();
    const bell = createCommitBell(bus, clock, partitions);
    for (let times = 0; times < 100; times++) bell.ring(3);
    await clock.advance(1_000);
    for (let times = 0; times < 100; times++) bell.ring(times % 2);
    await clock.advance(1_000);
    expect(published.map(({ body }) => body)).toEqual(["[3]"]);
    published[0]?.done.resolve();
    await clock.advance(1_000);
    expect(published.map(({ body }) => body)).toEqual(["[3]", "[0,1]"]);
  });

  it("rings on after a publication that failed", async () => {
    const clock = createVirtualClock(0);
    const { bus, published } = slowBus();
    const bell = createCommitBell(bus, clock, partitions);
    bell.ring(1);
    await clock.advance(1_000);
    published[0]?.done.reject(new Error("away"));
    await clock.advance(1_000);
    bell.ring(2);
    await clock.advance(1_000);
    expect(published.map(({ body }) => body)).toEqual(["[1]", "[2]"]);
  });

  it("tells of every partition after a gap, because hints were lost in it", async () => {
    const { bus, say, gap } = slowBus();
    const bell = createCommitBell(bus, createVirtualClock(0), 3);
    const heard: number[] = [];
    await bell.start();
    bell.onCommits((partition) => heard.push(partition));
    say("[2]");
    gap();
    expect(heard).toEqual([2, 0, 1, 2]);
  });
});
