import { expect, test } from "vitest";
import { items, turns, users } from "./cart.ts";

const mostOfALine = 999;

test("requests in a row go to different carts, and each line of each cart has its turn", () => {
  expect(new Set(turns.slice(0, 128).map(({ user }) => user)).size).toBe(128);
  expect(new Set(turns.map(({ user, item }) => `${user} ${item.productId}`)).size).toBe(users.length * items.length);
});

test("a line has room for more commands than any round sends", () => {
  expect(users.length * items.length * mostOfALine).toBeGreaterThan(2_000_000);
});
