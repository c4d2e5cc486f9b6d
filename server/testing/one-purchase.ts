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

/** What is asked under a key may be asked again for as long as nobody can say what became of it. */
export const untilAnswered = <T>(ask: () => Promise<T>): Promise<T> =>
  vi.waitFor(ask, { timeout: 20_000, interval: 50 });

/** A cart with two bread bins, ready to be bought; answers its quote. */
export async function fillCart(door: Runtime, shopper: string): Promise<string> {
  const staff = door.as({ kind: "staff", id: "tests" });
  const price = { price: { amount: 1250, currency: "USD" }, region: "global" };
  const about = { name: "Bread bin", brand: "Mill", description: "Keeps bread.", tags: [] };
  const once = { key: "fill" };
  await untilAnswered(() => staff.ask(product, "p1", once).initializeProduct(about));
  const prices = { msrpPrices: [price], listPrices: [price], salePrices: [] };
  await untilAnswered(() => staff.ask(pricing, "p1", once).initializePricing(prices));
  const mine = door.as({ kind: "shopper", id: shopper });
  const own = () => mine.ask(cart, shopper, once);
  expect(await untilAnswered(() => own().addItem({ productId: "p1", quantity: 2 }))).toEqual({ ok: true });
  expect(await untilAnswered(() => own().updateEmail({ email: "ada@example.com" }))).toEqual({ ok: true });
  expect(await untilAnswered(() => own().updateBillingAddress({ address: billingAddress }))).toEqual({ ok: true });
  return (await untilAnswered(() => mine.query(cart, shopper).getCart()))?.quote ?? "";
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
