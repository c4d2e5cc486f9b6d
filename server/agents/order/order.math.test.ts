import { describe, expect, test } from "vitest";
import type { CreateOrder } from "./order.contract.ts";
import { changeableOf, fingerprintOf, placeOrder, viewOrder } from "./order.math.ts";

const now = "2026-01-01T00:00:00.000Z";
const usd = (amount: number) => ({ amount, currency: "USD" });
const content: CreateOrder = {
  userId: "u1",
  email: "ann@example.com",
  items: [
    { productId: "p2", productName: "Two", productBrand: "B", price: usd(150), quantity: 2 },
    { productId: "1", productName: "One", productBrand: "B", price: usd(100), quantity: 3 },
  ],
  billingAddress: null,
  shippingAddress: null,
  currency: "USD",
  region: "global",
};

test("an order shows its lines in the order of the purchase and counts its own total", () => {
  const view = viewOrder("o1", placeOrder(content, "x", now));
  expect(view).toEqual({
    ...content,
    orderId: "o1",
    orderStatus: "new",
    total: usd(600),
    createdAt: now,
    updatedAt: now,
  });
});

describe("the fingerprint of what an order was created from", () => {
  test("does not depend on the order of the fields", () => {
    const reversed = Object.fromEntries(Object.entries(content).reverse()) as CreateOrder;
    expect(fingerprintOf(reversed)).toBe(fingerprintOf(content));
  });

  test("is another for another content", () => {
    expect(fingerprintOf({ ...content, email: null })).not.toBe(fingerprintOf(content));
    expect(fingerprintOf({ ...content, items: content.items.slice(1) })).not.toBe(fingerprintOf(content));
  });
});

test("whether an order exists is asked first, then its status", () => {
  expect(changeableOf(null, "o1")).toEqual({ ok: false, error: { code: "not_found", detail: { orderId: "o1" } } });
  const order = placeOrder(content, "x", now);
  expect(changeableOf(order, "o1")).toEqual({ ok: true, value: order });
  for (const orderStatus of ["shipped", "cancelled"] as const) {
    expect(changeableOf({ ...order, orderStatus }, "o1")).toEqual({
      ok: false,
      error: { code: "action_not_allowed", detail: { status: orderStatus } },
    });
  }
});
