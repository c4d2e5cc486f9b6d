import { describe, expect } from "vitest";
import { MAX_ITEMS } from "../item.contract.ts";
import { order } from "../order/order.contract.ts";
import { pricing } from "../pricing/pricing.contract.ts";
import { product } from "../product/product.contract.ts";
import { purchaseHistory } from "../purchase-history/purchase-history.contract.ts";
import { shoppingAssistant } from "../shopping-assistant/shopping-assistant.contract.ts";
import { address, content, fillCart, opening, price, type Shop, stock, usd } from "../testing/shop.ts";
import { test } from "../testing/shop-test.ts";
import { cart } from "./cart.contract.ts";
import { orderIdOf } from "./cart.math.ts";

const read = async (shop: Shop) => {
  const found = await shop.query(cart, "u1").getCart();
  if (!found) throw new Error("no cart");
  return found;
};
const checkout = (shop: Shop, quote?: string) => shop.ask(cart, "u1").checkout(quote === undefined ? {} : { quote });
const bought = (number: number) => ({ ok: true, value: { orderId: orderIdOf("u1", number) } });
const history = async (shop: Shop) =>
  (await shop.query(purchaseHistory, "u1").getOrders()).map(({ orderId }) => orderId);
const requests = async (shop: Shop) => {
  await shop.settle();
  return shop.query(shoppingAssistant, "u1").getRequests();
};

test("a purchase is one order, one history entry, one told message and an empty cart", async ({ shop }) => {
  await fillCart(shop);
  await shop.ask(cart, "u1").updateShippingAddress({ address });
  await shop.advance(1_000);
  const now = new Date(opening.getTime() + 1_000).toISOString();
  const orderId = orderIdOf("u1", 0);
  expect(await checkout(shop, (await read(shop)).quote)).toEqual(bought(0));
  expect(await shop.query(order, orderId).getOrder()).toEqual({
    ...content,
    shippingAddress: address,
    orderId,
    orderStatus: "new",
    total: usd(2_000),
    createdAt: now,
    updatedAt: now,
  });
  expect(await shop.query(purchaseHistory, "u1").getOrders()).toEqual([
    { orderId, total: usd(2_000), itemCount: 2, placedAt: now },
  ]);
  expect(await requests(shop)).toEqual({ count: 1, orderIds: [orderId] });
  expect(await read(shop)).toMatchObject({
    email: "ann@example.com",
    items: [],
    billingAddress: null,
    shippingAddress: null,
    total: usd(0),
    previousOrderIds: [orderId],
    updatedAt: now,
  });
});

describe("one order", () => {
  test("comes of a double click", async ({ shop }) => {
    await fillCart(shop);
    const { quote } = await read(shop);
    expect(await Promise.all([checkout(shop, quote), checkout(shop, quote)])).toEqual([bought(0), bought(0)]);
    expect(await history(shop)).toHaveLength(1);
    expect(await requests(shop)).toMatchObject({ count: 1 });
  });

  test("comes of a repeat under the same key, without a quote too", async ({ shop }) => {
    await fillCart(shop);
    const again = () => shop.ask(cart, "u1", { key: "click" }).checkout({});
    expect([await again(), await again()]).toEqual([bought(0), bought(0)]);
    expect(await history(shop)).toHaveLength(1);
  });

  test("comes of two tabs, also when the first was filled again before the second bought", async ({ shop }) => {
    await fillCart(shop);
    const { quote } = await read(shop);
    expect(await checkout(shop, quote)).toEqual(bought(0));
    await fillCart(shop);
    const before = await read(shop);
    expect(await checkout(shop, quote)).toEqual(bought(0));
    expect(await read(shop)).toEqual(before);
    expect(await history(shop)).toHaveLength(1);
  });

  test("comes of a tab whose quote was bought without one", async ({ shop }) => {
    await fillCart(shop);
    const { quote } = await read(shop);
    await checkout(shop);
    expect(await checkout(shop, quote)).toEqual(bought(0));
    expect(await history(shop)).toHaveLength(1);
  });

  test("comes of a tab that is still open after the next purchase", async ({ shop }) => {
    await fillCart(shop);
    const { quote } = await read(shop);
    await checkout(shop, quote);
    await fillCart(shop);
    expect(await checkout(shop)).toEqual(bought(1));
    expect(await checkout(shop, quote)).toEqual(bought(0));
  });
});

test("buying the same things again is another order, with and without a quote", async ({ shop }) => {
  for (const number of [0, 1]) {
    await fillCart(shop);
    expect(await checkout(shop, (await read(shop)).quote)).toEqual(bought(number));
  }
  await fillCart(shop);
  expect(await checkout(shop)).toEqual(bought(2));
  const orderIds = [0, 1, 2].map((number) => orderIdOf("u1", number));
  expect((await read(shop)).previousOrderIds).toEqual(orderIds);
  expect(await history(shop)).toEqual([...orderIds].reverse());
  expect(await requests(shop)).toEqual({ count: 3, orderIds });
});

test("two shoppers who buy the same have an order each", async ({ shop }) => {
  await fillCart(shop, "u1");
  await fillCart(shop, "u2");
  const [first, second] = await Promise.all([checkout(shop), shop.ask(cart, "u2").checkout({})]);
  expect(first).toEqual(bought(0));
  expect(second).toEqual({ ok: true, value: { orderId: orderIdOf("u2", 0) } });
});

describe("prices", () => {
  // The original sells at the price of the day the line was added.
  test("without a quote those of now are taken", async ({ shop }) => {
    await fillCart(shop);
    await price(shop, "p1", 1_500);
    await checkout(shop);
    expect((await shop.query(order, orderIdOf("u1", 0)).getOrder())?.total).toEqual(usd(3_000));
  });

  test("with a quote that is no longer true nothing is bought, until the new one is given", async ({ shop }) => {
    await fillCart(shop);
    const { quote } = await read(shop);
    await price(shop, "p1", 1_500);
    const refused = await checkout(shop, quote);
    const { items, total, quote: fresh } = await read(shop);
    expect(refused).toEqual({ ok: false, error: { code: "price_changed", detail: { items, total, quote: fresh } } });
    expect(total).toEqual(usd(3_000));
    expect(await history(shop)).toEqual([]);
    expect(await checkout(shop, fresh)).toEqual(bought(0));
  });

  test("a sale that ends between the look and the purchase is a changed price", async ({ shop }) => {
    await fillCart(shop);
    const end = new Date(opening.getTime() + 60_000).toISOString();
    const salePrices = [{ price: usd(800), region: "global", end }];
    await shop.ask(pricing, "p1").updatePricing({ msrpPrices: [], listPrices: [], salePrices });
    const { quote, total } = await read(shop);
    expect(total).toEqual(usd(1_600));
    await shop.advance(60_000);
    expect(await checkout(shop, quote)).toMatchObject({
      error: { code: "price_changed", detail: { total: usd(2_000) } },
    });
  });

  test("a line added in another tab is told as a changed price too", async ({ shop }) => {
    await fillCart(shop);
    const { quote } = await read(shop);
    await stock(shop, "p2", 300);
    await shop.ask(cart, "u1").addItem({ productId: "p2", quantity: 1 });
    expect(await checkout(shop, quote)).toMatchObject({
      error: { code: "price_changed", detail: { total: usd(2_300) } },
    });
  });
});

describe("a refused checkout", () => {
  // The TypeScript original asks for the e-mail before the address.
  test("names what is missing in order: items, billing address, e-mail", async ({ shop }) => {
    await stock(shop, "p1");
    const own = shop.ask(cart, "u1");
    const code = async () => {
      const answer = await checkout(shop);
      return answer.ok ? "ok" : answer.error.code;
    };
    expect(await code()).toBe("empty_items");
    await own.addItem({ productId: "p1", quantity: 1 });
    expect(await code()).toBe("billing_address_not_set");
    await own.updateBillingAddress({ address });
    expect(await code()).toBe("empty_email");
    await own.updateEmail({ email: "ann@example.com" });
    expect(await code()).toBe("ok");
  });

  test("does not need a shipping address", async ({ shop }) => {
    await fillCart(shop);
    expect((await read(shop)).shippingAddress).toBeNull();
    expect(await checkout(shop)).toEqual(bought(0));
  });

  test("names the line that is gone, before it looks at the quote", async ({ shop }) => {
    await fillCart(shop);
    await stock(shop, "p2");
    await shop.ask(cart, "u1").addItem({ productId: "p2", quantity: 1 });
    const { quote } = await read(shop);
    await shop.ask(product, "p2").retireProduct();
    const gone = { error: { code: "product_not_found", detail: { productId: "p2" } } };
    expect(await checkout(shop, quote)).toMatchObject(gone);
    expect(await checkout(shop)).toMatchObject(gone);
  });

  test("takes no number: the next order is the first", async ({ shop }) => {
    await fillCart(shop);
    expect(await checkout(shop, "not the quote")).toMatchObject({ ok: false });
    expect(await checkout(shop)).toEqual(bought(0));
    expect(await requests(shop)).toMatchObject({ count: 1 });
  });

  test("leaves an order that somebody else made under its id alone", async ({ shop }) => {
    await fillCart(shop);
    const orderId = orderIdOf("u1", 0);
    await shop.ask(order, orderId).initializeOrder({ ...content, email: "eve@example.com" });
    expect(await checkout(shop)).toMatchObject({ error: { code: "order_create", detail: { orderId } } });
    expect(await shop.query(order, orderId).getOrder()).toMatchObject({ email: "eve@example.com" });
    expect((await read(shop)).items).toHaveLength(1);
  });
});

test("an order that was made before the cart could say so is finished, not doubled", async ({ shop }) => {
  await fillCart(shop);
  await shop.ask(order, orderIdOf("u1", 0)).initializeOrder(content);
  expect(await checkout(shop)).toEqual(bought(0));
  expect(await history(shop)).toEqual([orderIdOf("u1", 0)]);
});

// a checkout's turn record keeps what it has read, at most a million letters
test("no cart is too much for its checkout, however long what is told of its products", async ({ shop }) => {
  // the letters that take the most room as JSON
  const longest = {
    name: "\u0001".repeat(300),
    brand: "\u0001".repeat(300),
    description: "x".repeat(20_000),
    tags: [],
  };
  const productIds = Array.from({ length: MAX_ITEMS }, (_, n) => `${n}-`.padEnd(128, "p"));
  await fillCart(shop);
  await shop.ask(cart, "u1").removeItem({ productId: "p1" });
  for (const productId of productIds) {
    await shop.ask(product, productId).initializeProduct(longest);
    await price(shop, productId, 1_000);
    expect(await shop.ask(cart, "u1").addItem({ productId, quantity: 1 })).toEqual({ ok: true });
  }
  expect(await checkout(shop)).toEqual(bought(0));
});
