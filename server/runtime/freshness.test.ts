import { expect, test } from "vitest";
import { createFreshness, type LastSeen } from "./freshness.ts";
import { partitionOf } from "./partition.ts";
import { Unavailable } from "./ports.ts";

const partitions = 2;
const nameIn = (partition: number, type: string) => {
  for (let n = 0; ; n++) if (partitionOf(`${type}/n${n}`, partitions) === partition) return `${type}/n${n}`;
};

/** Last changes that a test sets, what was asked for, and all of it as it was at first. */
function changesToRead() {
  const last = [new Map([["cart", "1"]]), new Map([["pricing", "3"]])];
  const asked: string[] = [];
  const freshness = createFreshness(
    {
      async lastChanges(partition, types) {
        asked.push(`${partition}: ${types}`);
        const found = last[partition];
        if (!found) throw new Unavailable("it is away");
        return new Map(found);
      },
    },
    partitions,
  );
  const carts = freshness.kindOf(nameIn(0, "cart"));
  const prices = freshness.kindOf(nameIn(1, "pricing"));
  const seen: LastSeen[] = [
    { partition: 0, types: ["cart"], changes: new Map([[carts, "1"]]) },
    { partition: 1, types: ["pricing"], changes: new Map([[prices, "3"]]) },
  ];
  return { last, asked, freshness, carts, seen };
}

test("what is as it was is unchanged, and each partition is asked once", async () => {
  const { asked, freshness, seen } = changesToRead();
  expect(await freshness.areUnchanged(seen)).toBe(true);
  expect(asked).toEqual(["0: cart", "1: pricing"]);
});

test("nothing is unchanged where one kind has changed", async () => {
  const { last, freshness, seen } = changesToRead();
  last[1]?.set("pricing", "4");
  expect(await freshness.areUnchanged(seen)).toBe(false);
});

test("nothing is unchanged where one kind has no last change any more", async () => {
  const { last, freshness, seen } = changesToRead();
  last[1]?.clear();
  expect(await freshness.areUnchanged(seen)).toBe(false);
});

test("nothing is unchanged where one partition cannot be read", async () => {
  const { last, freshness, seen } = changesToRead();
  last.pop();
  expect(await freshness.areUnchanged(seen)).toBe(false);
});

test("a kind that changes all the time is not asked for in the next 64 looks", async () => {
  const { asked, freshness, carts, seen } = changesToRead();
  for (let n = 0; n < 3; n++) freshness.note(carts, false);
  for (let n = 0; n < 32; n++) {
    expect(await freshness.areUnchanged(seen)).toBe(false);
    expect(freshness.lastChanges(carts)).toBeUndefined();
  }
  expect(asked).toEqual([]);
  expect(await freshness.areUnchanged(seen)).toBe(true);
});
