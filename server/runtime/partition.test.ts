import fc from "fast-check";
import { expect, test } from "vitest";
import { partitionOf } from "./partition.ts";

test("an agent's partition never moves", () => {
  const agents = ["cart/user001", "product/p001", "order/0198c1de-7a00-7000-8000-000000000000", "x/ü"];
  expect(agents.map((agent) => partitionOf(agent, 4))).toEqual([3, 3, 0, 3]);
  expect(agents.map((agent) => partitionOf(agent, 32))).toEqual([11, 23, 28, 3]);
});

test("every agent has a partition", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 1024 }), (agent, partitions) => {
      const partition = partitionOf(agent, partitions);
      return Number.isInteger(partition) && partition >= 0 && partition < partitions;
    }),
  );
});

test("neighbouring ids spread over all partitions", () => {
  const agents = Array.from({ length: 8000 }, (_, n) => `cart/user${n}`);
  const groups = Map.groupBy(agents, (agent) => partitionOf(agent, 8));
  expect(groups.size).toBe(8);
  for (const group of groups.values()) expect(Math.abs(group.length - 1000)).toBeLessThan(150);
});
