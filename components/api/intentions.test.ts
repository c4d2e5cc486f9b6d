import { expect, test } from "vitest";
import { createIntentions } from "./intentions.ts";

function open(kept = new Map<string, string>()) {
  let made = 0;
  const shelf = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
  return createIntentions(shelf, () => {
    made += 1;
    return `key${made}`;
  });
}

test("an intention keeps its key until it is answered, also over a reload", () => {
  const kept = new Map<string, string>();
  const key = open(kept).keyOf("buy q1");
  const reloaded = open(kept);
  expect(reloaded.keyOf("buy q1")).toBe(key);
  expect(reloaded.keyOf("buy q1")).toBe(key);
});

test("after its answer the same wish is a new intention", () => {
  const intentions = open();
  const first = intentions.keyOf("buy q1");
  intentions.answered("buy q1");
  expect(intentions.keyOf("buy q1")).not.toBe(first);
});

test("two intentions never share a key, nor an answer", () => {
  const intentions = open();
  const [one, two] = [intentions.keyOf("buy q1"), intentions.keyOf("buy q2")];
  expect(one).not.toBe(two);
  intentions.answered("buy q1");
  expect(intentions.keyOf("buy q2")).toBe(two);
});
