import { expect, it, test } from "vitest";
import { sayShare, shareOf } from "./share.ts";
import { createCounter } from "./testing/counter.ts";
import { type Member, testCluster } from "./testing/test-cluster.ts";

test.each([
  [4, 1, [4]],
  [4, 3, [2, 1, 1]],
  [32, 3, [11, 11, 10]],
  [2, 3, [1, 1, 0]],
])("%i partitions are shared by %i silos as %j", (partitions, silos, shares) => {
  expect(shares.map((_, rank) => shareOf(partitions, silos, rank))).toEqual(shares);
});

test("a silo whose name nobody has heard yet takes no more than the others", () => {
  expect(shareOf(4, 2, -1)).toBe(2);
});

test("a share is told once it has lasted for two looks, and once", () => {
  const told: string[] = [];
  const say = sayShare("silo-a", 4, (_level, message) => told.push(message));
  for (const running of [[], [2, 0], [2, 0], [0, 2], [1], [0, 2]]) say(running, 2);
  for (let look = 0; look < 2; look++) say([3], 1);
  expect(told).toEqual([
    "this silo runs partitions 0, 2 of 4; 2 silos live",
    "this silo runs partitions 3 of 4; it is the only silo",
  ]);
});

const shares = (members: Member[]) => members.map(({ log }) => log.findLast((line) => line.includes("this silo runs")));

it("gives every silo its share, and what one leaves to the others without waiting for its lease", async () => {
  const world = testCluster(() => [createCounter()], 4);
  const silos = [await world.silo(), await world.silo(), await world.silo()];
  await world.clock.advance(2000);
  expect(shares(silos).map((line) => line?.match(/\d, \d|(?<=partitions )\d/)?.[0].length)).toEqual([4, 1, 1]);
  const [first, ...others] = silos;
  const began = world.clock.monotonic();
  await world.run(first?.runtime.drainSilo() ?? Promise.reject(new Error("no silo")));
  await world.clock.advance(50);
  const owners = await world.run(Promise.all([0, 1, 2, 3].map((partition) => world.ports.store.ownerOf(partition))));
  // Nobody waited for a beat, of which there are four a second.
  expect(world.clock.monotonic() - began).toBeLessThan(200);
  expect(owners.map(({ silo }) => silo).toSorted()).toEqual(["member-2", "member-2", "member-3", "member-3"]);
  expect(others.flatMap(({ log }) => log.filter((line) => line.startsWith("warn")))).toEqual([]);
});
