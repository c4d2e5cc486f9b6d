import { expect, test } from "vitest";
import type { Caller } from "#runtime/contract.ts";
import type { HistoryEntry } from "#runtime/history.ts";
import { orderEvents } from "./order-events.ts";

const ann: Caller = { kind: "shopper", id: "ann" };
const at = new Date("2026-11-22T10:00:00.000Z");

const entry = (version: number, method: string, caller: Caller = ann): HistoryEntry => ({
  version,
  method,
  caller,
  callId: `c${version}`,
  at,
});

test("the story begins with the order and names what was changed", () => {
  const entries = ["cancelOrder", "updateEmail", "removeItem", "initializeOrder"].map((method, index) =>
    entry(4 - index, method),
  );
  expect(orderEvents(entries, ann)).toEqual([
    { kind: "placed", part: null, at: at.toISOString(), by: "you" },
    { kind: "changed", part: "items", at: at.toISOString(), by: "you" },
    { kind: "changed", part: "email", at: at.toISOString(), by: "you" },
    { kind: "cancelled", part: null, at: at.toISOString(), by: "you" },
  ]);
});

test("an order that was asked for again was placed once", () => {
  expect(orderEvents([entry(2, "initializeOrder"), entry(1, "initializeOrder")], ann)).toHaveLength(1);
});

test.each([
  [{ kind: "guest", id: "g1" }, ann, "you"],
  [{ kind: "shopper", id: "ann" }, ann, "you"],
  [{ kind: "staff", id: "eve" }, ann, "shop"],
  [{ kind: "key", id: "key1" }, ann, "shop"],
  [{ kind: "system", id: "ann" }, ann, "shop"],
  [{ kind: "staff", id: "eve" }, { kind: "staff", id: "eve" }, "you"],
] as const)("%o is for %o %s", (caller, viewer, by) => {
  expect(orderEvents([entry(1, "shipOrder", caller)], viewer)).toMatchObject([{ by }]);
});
