import { expect, test } from "vitest";
import type { Cart } from "#agents/cart/cart.contract.ts";
import { withQuantity } from "./changed-cart.ts";

const line = { productName: "Mug", productBrand: "Clay & Co" };
const cart: Cart = {
  userId: "u1",
  email: null,
  items: [
    { ...line, productId: "mug", price: { amount: 1_999, currency: "USD" }, quantity: 1 },
    { ...line, productId: "bowl", price: { amount: 5, currency: "USD" }, quantity: 3 },
  ],
  unavailableItems: [{ ...line, productId: "vase", quantity: 2, reason: "pricing_not_found" }],
  billingAddress: null,
  shippingAddress: null,
  total: { amount: 2_014, currency: "USD" },
  currency: "USD",
  region: "global",
  previousOrderIds: [],
  updatedAt: "2026-11-22T10:00:00.000Z",
  quote: "q1",
};

test("the total follows the quantity exactly", () => {
  expect(withQuantity(cart, "mug", 3).total).toEqual({ amount: 6_012, currency: "USD" });
});

test("a line taken out is in neither list nor total", () => {
  expect(withQuantity(cart, "mug", null)).toMatchObject({ items: [{ productId: "bowl" }], total: { amount: 15 } });
  expect(withQuantity(cart, "vase", null)).toMatchObject({ unavailableItems: [], total: { amount: 2_014 } });
});

test("the cart that was shown stays as it was", () => {
  const before = structuredClone(cart);
  withQuantity(cart, "mug", null);
  expect(cart).toEqual(before);
});
