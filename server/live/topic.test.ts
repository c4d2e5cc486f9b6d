import { expect, test } from "vitest";
import { agentOf, readTopic } from "./topic.ts";

test("topics name a cart, a price or an order", () => {
  expect(readTopic("cart")).toEqual({ kind: "cart" });
  expect(readTopic("price/p001")).toEqual({ kind: "price", id: "p001" });
  expect(agentOf({ kind: "price", id: "p001" })).toBe("pricing/p001");
  expect(agentOf({ kind: "order", id: "o1" })).toBe("order/o1");
});

test.each(["", "carts", "cart/ben", "price", "price/", "price/a/b", "order/🌾", "product/p001", "price/../x"])(
  "%j is nothing to follow",
  (text) => expect(readTopic(text)).toBeNull(),
);
