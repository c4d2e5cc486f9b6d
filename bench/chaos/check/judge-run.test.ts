import { expect, test } from "vitest";
import { readClientLog } from "./intents.ts";
import { questionsOf } from "./judge-run.ts";
import type { ShopReader } from "./read-shop.ts";

const nothing: ShopReader = {
  cart: async () => ({ cart: { items: [], email: null, street: null }, orders: [] }),
  prices: async () => ({ commits: [], now: new Map() }),
  tells: async () => ({ count: 0, tokens: [] }),
  deadLetters: async () => 0,
  lag: async () => 0,
  close: async () => {},
};

/** What is found in a shop that has nothing, of a client that wrote these lines. */
async function found(...lines: object[]): Promise<string[]> {
  const log = readClientLog("one", lines.map((line) => JSON.stringify(line)).join("\n"));
  const verdicts = await Promise.all(questionsOf([log], nothing).map((ask) => ask()));
  return verdicts.flatMap(({ findings }) => findings.map(({ kind, id }) => `${kind} ${id}`));
}

const sent = (id: string, command: object) => ({ line: "send", at: 1, id, attempt: 1, door: "rest", command });
const ended = (id: string, outcome: string) => ({ line: "answer", at: 2, id, attempt: 1, outcome });
const add = { kind: "add", cart: "c", product: "p", quantity: 1 };

test("every kind of command is asked about, so that nothing acknowledged is passed over", async () => {
  const cart = { line: "cart", at: 3, cart: "c", shopper: "s" };
  expect(await found(sent("1", add), ended("1", "ok"), cart)).toEqual(["lost 1"]);
  const price = { kind: "price", product: "p", region: "one", amount: 7 };
  expect(await found(sent("2", price), ended("2", "ok"))).toEqual(["lost 2"]);
  const tell = { kind: "tell", assistant: "a", token: "t" };
  expect(await found(sent("3", tell), ended("3", "ok"))).toEqual(["undelivered 3"]);
});

test("a cart that cannot be looked at is a loss of what was acknowledged in it, and of nothing else", async () => {
  expect(await found(sent("1", add), ended("1", "ok"))).toEqual(["lost 1"]);
  expect(await found(sent("1", add), ended("1", "unknown"))).toEqual([]);
});
