import { expect, test } from "vitest";
import { eventWords } from "./event-words.ts";

test.each([
  [{ kind: "placed", part: null, by: "you" }, "You placed the order."],
  [{ kind: "changed", part: "items", by: "shop" }, "The shop changed what was ordered."],
  [{ kind: "changed", part: "billing_address", by: "you" }, "You changed the billing address."],
  [{ kind: "shipped", part: null, by: "shop" }, "The shop shipped the order."],
  [{ kind: "cancelled", part: null, by: "shop" }, "The shop cancelled the order."],
] as const)("%o is told as: %s", (event, words) => {
  expect(eventWords(event)).toBe(words);
});
