import { expect, test } from "vitest";
import { createFreshness, type Kind } from "./freshness.ts";
import { partitionOf } from "./partition.ts";
import { Unavailable } from "./ports.ts";

const partitions = 2;
const nameIn = (partition: number, type: string) => {
  for (let n = 0; ; n++) if (partitionOf(`${type}/n${n}`, partitions) === partition) return `${type}/n${n}`;
};

/** Last changes that a test sets, and which partitions were asked for them. */
function changesToRead() {
  const last = [new Map<string, string>(), new Map<string, string>()];
  const asked: number[] = [];
  const freshness = createFreshness(
    {
      async lastChanges(partition) {
        asked.push(partition);
        const found = last[partition];
        if (!found) throw new Unavailable("it is away");
        return new Map(found);
      },
    },
    partitions,
  );
  const kind = (partition: number, type: string) => freshness.kindOf(nameIn(partition, type));
  return { last, asked, freshness, kind };
}

test("each partition is asked once for all kinds in it", async () => {
  const { last, asked, freshness, kind } = changesToRead();
  last[0]?.set("cart", "1").set("pricing", "2");
  last[1]?.set("pricing", "3");
  const kinds = new Map<Kind, string>([
    [kind(0, "cart"), "1"],
    [kind(1, "pricing"), "3"],
    [kind(0, "pricing"), "2"],
  ]);
  expect(await freshness.areUnchanged(kinds)).toBe(true);
  expect(asked).toEqual([0, 1]);
});

test.each([
  ["has changed", "4"],
  ["was never changed there", undefined],
])("nothing is unchanged where one kind %s", async (_, now) => {
  const { last, freshness, kind } = changesToRead();
  last[0]?.set("cart", "1");
  if (now !== undefined) last[1]?.set("pricing", now);
  const kinds = new Map([
    [kind(0, "cart"), "1"],
    [kind(1, "pricing"), "3"],
  ]);
  expect(await freshness.areUnchanged(kinds)).toBe(false);
});

test("nothing is unchanged where one partition cannot be read", async () => {
  const { last, freshness, kind } = changesToRead();
  last[0]?.set("cart", "1");
  last.pop();
  const kinds = new Map([
    [kind(0, "cart"), "1"],
    [kind(1, "pricing"), "3"],
  ]);
  expect(await freshness.areUnchanged(kinds)).toBe(false);
});

test("a kind that changes all the time is not asked for a while", async () => {
  const { last, asked, freshness, kind } = changesToRead();
  const carts = kind(0, "cart");
  last[0]?.set("cart", "1");
  for (let n = 0; n < 3; n++) freshness.note(carts, false);
  for (let n = 0; n < 32; n++) {
    expect(await freshness.areUnchanged(new Map([[carts, "1"]]))).toBe(false);
    expect(freshness.lastChanges(carts)).toBeUndefined();
  }
  expect(asked).toEqual([]);
  expect(await freshness.areUnchanged(new Map([[carts, "1"]]))).toBe(true);
});
