import { expect } from "vitest";
import { test } from "../testing/shop-test.ts";
import { shoppingAssistant } from "./shopping-assistant.contract.ts";

test("there are recommendations, if only empty ones, before anybody asks", async ({ shop }) => {
  expect(await shop.query(shoppingAssistant, "u1").getRecommendedItems()).toEqual({
    productIds: [],
    productBrands: [],
    reasons: {},
    model: null,
    updatedAt: null,
    pending: false,
  });
});

test("every request is counted, and its order kept in the order of arrival", async ({ shop }) => {
  await shop.tell(shoppingAssistant, "u1").recommendItems({ orderId: "o2" });
  await shop.tell(shoppingAssistant, "u1").recommendItems({});
  await shop.tell(shoppingAssistant, "u1").recommendItems({ orderId: "o1" });
  await shop.settle();
  expect(await shop.query(shoppingAssistant, "u1").getRequests()).toEqual({ count: 3, orderIds: ["o2", "o1"] });
});

test("the newest hundred are kept, all are counted", async ({ shop }) => {
  for (let n = 0; n < 103; n++) await shop.ask(shoppingAssistant, "u1").recommendItems({ orderId: `o${n}` });
  const { count, orderIds } = await shop.query(shoppingAssistant, "u1").getRequests();
  expect(count).toBe(103);
  expect(orderIds).toHaveLength(100);
  expect([orderIds[0], orderIds.at(-1)]).toEqual(["o3", "o102"]);
});
