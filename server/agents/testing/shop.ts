import { testRuntime } from "#runtime/testing/test-runtime.ts";
import { cart } from "../cart/cart.contract.ts";
import type { CreateOrder } from "../order/order.contract.ts";
import { pricing } from "../pricing/pricing.contract.ts";
import { product } from "../product/product.contract.ts";
import { createAgents, type Outside } from "../registry.ts";

/** When every test's shop opens; its clock stands still until the test moves it. */
export const opening = new Date("2026-03-01T09:00:00.000Z");

/** The whole shop on memory adapters and a virtual clock, reached by one shopper. */
export async function openShop(outside?: Outside) {
  const runtime = await testRuntime({ agents: createAgents(outside), now: opening });
  return {
    ...runtime.as({ kind: "shopper", id: "u1" }),
    settle: (outside?: () => Promise<unknown>) => runtime.settle(outside),
    advance: (milliseconds: number) => runtime.clock.advance(milliseconds),
    async close() {
      await runtime.stop();
      // A fault that was retried until it went would otherwise pass unseen.
      if (runtime.complaints.length > 0) throw new Error(runtime.complaints.join("\n"));
    },
  };
}
export type Shop = Awaited<ReturnType<typeof openShop>>;

export const usd = (amount: number) => ({ amount, currency: "USD" });
export const listed = (amount: number) => [{ price: usd(amount), region: "global" }];

export const mug = { name: "Mug", brand: "Clay & Co", description: "Holds tea.", tags: ["kitchen"] };

export const address = {
  street: "Main St 1",
  city: "Springfield",
  stateOrRegion: "IL",
  country: "US",
  postalCode: "62701",
  name: null,
  phoneNumber: null,
};

/** Puts a product with a list price on the shelf. */
export async function stock(shop: Shop, productId: string, amount = 1_000) {
  await shop.ask(product, productId).initializeProduct({ ...mug, name: `Mug ${productId}` });
  await price(shop, productId, amount);
}

export const price = (shop: Shop, productId: string, amount: number) =>
  shop.ask(pricing, productId).initializePricing({ msrpPrices: [], listPrices: listed(amount), salePrices: [] });

/** A cart with two pieces of "p1" at 10.00 and all that a checkout asks for. */
export async function fillCart(shop: Shop, userId = "u1") {
  await stock(shop, "p1");
  const own = shop.ask(cart, userId);
  await own.addItem({ productId: "p1", quantity: 2 });
  await own.updateBillingAddress({ address });
  await own.updateEmail({ email: "ann@example.com" });
}

/** What that cart becomes. */
export const content: CreateOrder = {
  userId: "u1",
  email: "ann@example.com",
  items: [{ productId: "p1", productName: "Mug p1", productBrand: mug.brand, price: usd(1_000), quantity: 2 }],
  billingAddress: address,
  shippingAddress: null,
  currency: "USD",
  region: "global",
};

/** As many lines as a cart or an order may have, of products that nobody sells. */
export const manyItems = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    productId: `x${n}`,
    productName: `X ${n}`,
    productBrand: "X",
    price: usd(100),
    quantity: 1,
  }));

/** Another cart, as `absorb` takes it. */
export const otherCart = {
  userId: "guest1",
  email: null,
  items: [],
  billingAddress: null,
  shippingAddress: null,
};
