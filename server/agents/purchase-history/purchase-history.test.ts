import { expect } from "vitest";
import { usd } from "../testing/shop.ts";
import { test } from "../testing/shop-test.ts";
import { type OrderSummary, purchaseHistory } from "./purchase-history.contract.ts";

const bought = (orderId: string, minute: number, amount = 100): OrderSummary => ({
  orderId,
  total: usd(amount),
  itemCount: 1,
  placedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
});

test("orders are listed newest first, and of equal times the one that came last", async ({ shop }) => {
  const history = shop.ask(purchaseHistory, "u1");
  expect(await shop.query(purchaseHistory, "u1").getOrders()).toEqual([]);
  for (const order of [bought("30", 1), bought("4", 2), bought("5", 2)]) await history.addOrder(order);
  expect(await shop.query(purchaseHistory, "u1").getOrders()).toEqual([
    bought("5", 2),
    bought("4", 2),
    bought("30", 1),
  ]);
});

test("an order is added once, as it was first", async ({ shop }) => {
  await shop.ask(purchaseHistory, "u1").addOrder(bought("o1", 1));
  expect(await shop.ask(purchaseHistory, "u1").addOrder(bought("o1", 2, 999))).toEqual({ ok: true });
  expect(await shop.query(purchaseHistory, "u1").getOrders()).toEqual([bought("o1", 1)]);
});

test("a guest's orders join the shopper's by their times, each once", async ({ shop }) => {
  await shop.ask(purchaseHistory, "guest1").addOrder(bought("g1", 1));
  await shop.ask(purchaseHistory, "guest1").addOrder(bought("g2", 3));
  await shop.ask(purchaseHistory, "u1").addOrder(bought("o1", 2));
  const orders = await shop.query(purchaseHistory, "guest1").getOrders();
  await shop.ask(purchaseHistory, "u1").absorb({ orders });
  await shop.ask(purchaseHistory, "u1").absorb({ orders });
  const ids = (await shop.query(purchaseHistory, "u1").getOrders()).map(({ orderId }) => orderId);
  expect(ids).toEqual(["g2", "o1", "g1"]);
});
