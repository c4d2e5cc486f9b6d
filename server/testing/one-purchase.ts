import { expect, vi } from "vitest";
import { cart } from "#agents/cart/cart.contract.ts";
import { order } from "#agents/order/order.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { purchaseHistory } from "#agents/purchase-history/purchase-history.contract.ts";
import { shoppingAssistant } from "#agents/shopping-assistant/shopping-assistant.contract.ts";
import type { Runtime } from "#runtime/runtime.ts";

const billingAddress = {
  street: "1 Mill Lane",
  city: "Bath",
  stateOrRegion: "Somerset",
  country: "UK",
  postalCode: "BA1 1AA",
};

/** A cart with two bread bins, ready to be bought; answers its quote. */
export async function fillCart(door: Runtime, shopper: string): Promise<string> {
  const staff = door.as({ kind: "staff", id: "tests" });
  const price = { price: { amount: 1250, currency: "USD" }, region: "global" };
  await staff
    .ask(product, "p1")
    .initializeProduct({ name: "Bread bin", brand: "Mill", description: "Keeps bread.", tags: [] });
  await staff.ask(pricing, "p1").initializePricing({ msrpPrices: [price], listPrices: [price], salePrices: [] });
  const mine = door.as({ kind: "shopper", id: shopper });
  expect(await mine.ask(cart, shopper).addItem({ productId: "p1", quantity: 2 })).toEqual({ ok: true });
  expect(await mine.ask(cart, shopper).updateEmail({ email: "ada@example.com" })).toEqual({ ok: true });
  expect(await mine.ask(cart, shopper).updateBillingAddress({ address: billingAddress })).toEqual({ ok: true });
  return (await mine.query(cart, shopper).getCart())?.quote ?? "";
}

/** One order, one history entry, one told message, an empty cart: whatever died meanwhile. */
export async function expectOnePurchase(door: Runtime, shopper: string): Promise<string> {
  const as = door.as({ kind: "system", id: "tests" });
  // not expect.poll, which knows no concurrent tests
  await vi.waitFor(async () => expect((await as.query(shoppingAssistant, shopper).getRequests()).count).toBe(1), {
    timeout: 20_000,
  });
  const orders = await as.query(purchaseHistory, shopper).getOrders();
  expect(orders).toHaveLength(1);
  const [entry] = orders;
  const orderId = entry?.orderId ?? "";
  expect(await as.query(order, orderId).getOrder()).toMatchObject({
    userId: shopper,
    orderStatus: "new",
    total: { amount: 2500 },
  });
  const after = await as.query(cart, shopper).getCart();
  expect(after).toMatchObject({ items: [], previousOrderIds: [orderId] });
  expect(await as.query(shoppingAssistant, shopper).getRequests()).toEqual({ count: 1, orderIds: [orderId] });
  return orderId;
}
