import { describe, expect } from "vitest";
import { z } from "zod";
import type { AnyContract } from "#runtime/contract.ts";
import { cart } from "./cart/cart.contract.ts";
import { order } from "./order/order.contract.ts";
import { pricing } from "./pricing/pricing.contract.ts";
import { product } from "./product/product.contract.ts";
import { purchaseHistory } from "./purchase-history/purchase-history.contract.ts";
import { createAgents } from "./registry.ts";
import { shoppingAssistant } from "./shopping-assistant/shopping-assistant.contract.ts";
import { cartRefusals } from "./testing/cart-refusals.ts";
import { orderRefusals } from "./testing/order-refusals.ts";
import { pricingRefusals } from "./testing/pricing-refusals.ts";
import { productRefusals } from "./testing/product-refusals.ts";
import type { AnyRefusalCases } from "./testing/refusal-cases.ts";
import type { Shop } from "./testing/shop.ts";
import { test } from "./testing/shop-test.ts";

const cases: Record<string, unknown> = {
  product: productRefusals,
  pricing: pricingRefusals,
  cart: cartRefusals,
  order: orderRefusals,
};

// The contracts are walked, not the cases: a code without its case fails here.
const codes = createAgents().flatMap(({ contract }: { contract: AnyContract }) =>
  Object.entries(contract.commands).flatMap(([method, { fails = {} }]) =>
    Object.entries(fails).map(([code, detail]) => ({ type: contract.name, method, code, detail })),
  ),
);

/** All that the cases could have left a trace in. */
const everything = async (shop: Shop) => [
  await shop.query(product, "p1").getProduct(),
  await shop.query(pricing, "p1").getPricing(),
  await shop.query(cart, "u1").getCart(),
  await shop.query(order, "o1").getOrder(),
  await shop.query(purchaseHistory, "u1").getOrders(),
  await shop.query(shoppingAssistant, "u1").getRequests(),
];

test("there are codes to walk", () => {
  expect(codes.length).toBeGreaterThan(40);
});

describe.each(codes)("$type.$method refuses as $code", ({ type, method, code, detail: schema }) => {
  test("with its detail, and leaves no trace", async ({ shop }) => {
    const reached = (cases[type] as AnyRefusalCases | undefined)?.[method]?.[code];
    if (!reached) throw new Error(`no case reaches ${type}.${method} ${code}`);
    await reached.given?.(shop);
    const before = await everything(shop);
    await shop.advance(1_000);
    const answer = await reached.when(shop);
    const detail = typeof reached.detail === "function" ? await reached.detail(shop) : reached.detail;
    expect(answer).toEqual({ ok: false, error: { code, detail } });
    expect(z.safeParse(schema, detail).success).toBe(true);
    await shop.settle();
    expect(await everything(shop)).toEqual(before);
  });
});
