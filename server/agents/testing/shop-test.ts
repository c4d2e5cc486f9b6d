import { test as base } from "vitest";
import { openShop } from "./shop.ts";

/** A test with a shop of its own, closed behind it. */
// biome-ignore lint/correctness/noEmptyPattern: vitest reads which fixtures are wanted from the pattern
export const test = base.extend("shop", async ({}, { onCleanup }) => {
  const shop = await openShop();
  onCleanup(() => shop.close());
  return shop;
});
