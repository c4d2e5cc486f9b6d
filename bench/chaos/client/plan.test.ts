import { expect, test } from "vitest";
import { seededRandom } from "#runtime/testing/simulated-process.ts";
import type { Command } from "../record.ts";
import { createPlan } from "./plan.ts";

const options = { client: "c", run: "r", products: ["a", "b", "d", "e", "f", "g"], sharedPrices: 2, keyed: 0.5 };
const planOf = (seed: number) => createPlan({ ...options, random: seededRandom(seed), keyedCheckouts: true });

function play(seed: number, steps: number) {
  const plan = planOf(seed);
  return Array.from({ length: steps }, () => {
    const planned = plan.next();
    plan.ended(planned.command, planned.expected);
    return planned;
  });
}

test("all kinds of commands come, some under a key, and of each basket a product is added once", () => {
  const all = play(1, 2_000);
  const kinds = new Set(all.map(({ command }) => command.kind));
  expect([...kinds].sort()).toEqual(
    ["add", "address", "checkout", "clear", "email", "price", "remove", "set", "tell"].sort(),
  );
  expect(new Set(all.map(({ keyed }) => keyed)).size).toBe(2);
  let basket = new Set<string>();
  for (const { command } of all) {
    if (command.kind === "checkout" || command.kind === "clear") basket = new Set();
    if (command.kind === "remove") basket.delete(command.product);
    if (command.kind !== "add") continue;
    expect(basket.has(command.product)).toBe(false);
    basket.add(command.product);
  }
});

test("no price and no tell is ever the same, so that each can be told from all others", () => {
  const all = play(2, 3_000).map(({ command }) => command);
  const marks = all.flatMap((command: Command) => {
    if (command.kind === "price") return [`${command.region} ${command.amount}`];
    return command.kind === "tell" ? [command.token] : [];
  });
  expect(marks.length).toBeGreaterThan(500);
  expect(new Set(marks).size).toBe(marks.length);
});

test("a cart whose command ended unknown is left behind, and the next one begins under a key", () => {
  const plan = planOf(3);
  const first = plan.next();
  plan.ended(first.command, "ok");
  const second = plan.next();
  plan.ended(second.command, "unknown");
  const left = "cart" in second.command ? second.command.cart : "";
  const later = Array.from({ length: 200 }, () => plan.next());
  expect(first.keyed).toBe(true);
  expect(later.filter(({ command }) => "cart" in command && command.cart === left)).toEqual([]);
  expect(later.find(({ command }) => "cart" in command)).toMatchObject({ keyed: true, command: { kind: "add" } });
});

test("an assistant is told at most as often as it remembers", () => {
  const told = new Map<string, number>();
  for (const { command } of play(4, 6_000)) {
    const assistant =
      command.kind === "tell" ? command.assistant : command.kind === "checkout" ? command.cart : undefined;
    if (assistant !== undefined) told.set(assistant, (told.get(assistant) ?? 0) + 1);
  }
  expect(told.size).toBeGreaterThan(2);
  expect(Math.max(...told.values())).toBeLessThanOrEqual(100);
});
