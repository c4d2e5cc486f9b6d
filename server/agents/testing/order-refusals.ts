import { MAX_ITEMS } from "../item.contract.ts";
import { type CreateOrder, order } from "../order/order.contract.ts";
import { product } from "../product/product.contract.ts";
import type { RefusalCases } from "./refusal-cases.ts";
import { address, content, manyItems, type Shop } from "./shop.ts";

/** Every change of an order, well-formed, so that only its existence and its status can refuse it. */
export const orderChanges = {
  addItem: (shop: Shop) => shop.ask(order, "o1").addItem({ productId: "p1", quantity: 1 }),
  removeItem: (shop: Shop) => shop.ask(order, "o1").removeItem({ productId: "p1" }),
  updateItemQuantity: (shop: Shop) => shop.ask(order, "o1").updateItemQuantity({ productId: "p1", quantity: 3 }),
  updateEmail: (shop: Shop) => shop.ask(order, "o1").updateEmail({ email: "bob@example.com" }),
  updateBillingAddress: (shop: Shop) => shop.ask(order, "o1").updateBillingAddress({ address }),
  updateShippingAddress: (shop: Shop) => shop.ask(order, "o1").updateShippingAddress({ address }),
  shipOrder: (shop: Shop) => shop.ask(order, "o1").shipOrder(),
  cancelOrder: (shop: Shop) => shop.ask(order, "o1").cancelOrder(),
};
export const place = (shop: Shop, changed: Partial<CreateOrder> = {}) =>
  shop.ask(order, "o1").initializeOrder({ ...content, ...changed });

/** The two refusals that every change has. */
const fixed = <Answer>(change: (shop: Shop) => Promise<Answer>) => ({
  not_found: { when: change, detail: { orderId: "o1" } },
  action_not_allowed: {
    given: async (shop: Shop) => {
      await place(shop);
      await shop.ask(order, "o1").shipOrder();
    },
    when: change,
    detail: { status: "shipped" as const },
  },
});

const bounds = { productId: "p1", minimum: 1, maximum: 999 };

export const orderRefusals: RefusalCases<typeof order> = {
  initializeOrder: {
    order_exists: {
      given: (shop) => place(shop),
      when: (shop) => place(shop, { email: "eve@example.com" }),
      detail: { orderId: "o1" },
    },
    action_not_allowed: {
      given: async (shop) => {
        await place(shop);
        await shop.ask(order, "o1").cancelOrder();
      },
      when: (shop) => place(shop, { email: "eve@example.com" }),
      detail: { status: "cancelled" },
    },
  },
  addItem: {
    ...fixed(orderChanges.addItem),
    quantity_not_valid: {
      given: (shop) => place(shop),
      when: (shop) => shop.ask(order, "o1").addItem({ productId: "p1", quantity: 998 }),
      detail: bounds,
    },
    order_full: {
      given: (shop) => place(shop, { items: manyItems(MAX_ITEMS) }),
      when: (shop) => shop.ask(order, "o1").addItem({ productId: "p1", quantity: 1 }),
      detail: { maximum: MAX_ITEMS },
    },
    product_not_found: {
      given: (shop) => place(shop, { items: [] }),
      when: (shop) => shop.ask(order, "o1").addItem({ productId: "p1", quantity: 1 }),
      detail: { productId: "p1" },
    },
    pricing_not_found: {
      given: async (shop) => {
        await place(shop, { items: [] });
        await shop.ask(product, "p1").initializeProduct({ name: "Mug", brand: "B", description: "", tags: [] });
      },
      when: (shop) => shop.ask(order, "o1").addItem({ productId: "p1", quantity: 1 }),
      detail: { productId: "p1" },
    },
  },
  removeItem: {
    ...fixed(orderChanges.removeItem),
    item_not_found: {
      given: (shop) => place(shop, { items: [] }),
      when: (shop) => shop.ask(order, "o1").removeItem({ productId: "p1" }),
      detail: { productId: "p1" },
    },
  },
  updateItemQuantity: {
    ...fixed(orderChanges.updateItemQuantity),
    quantity_not_valid: {
      given: (shop) => place(shop),
      when: (shop) => shop.ask(order, "o1").updateItemQuantity({ productId: "p1", quantity: 1.5 }),
      detail: bounds,
    },
    item_not_found: {
      given: (shop) => place(shop, { items: [] }),
      when: (shop) => shop.ask(order, "o1").updateItemQuantity({ productId: "p1", quantity: 1 }),
      detail: { productId: "p1" },
    },
  },
  updateEmail: {
    ...fixed(orderChanges.updateEmail),
    email_not_valid: {
      given: (shop) => place(shop),
      when: (shop) => shop.ask(order, "o1").updateEmail({ email: "@" }),
      detail: { email: "@" },
    },
  },
  updateBillingAddress: {
    ...fixed(orderChanges.updateBillingAddress),
    address_not_valid: {
      given: (shop) => place(shop),
      when: (shop) => shop.ask(order, "o1").updateBillingAddress({ address: { ...address, street: "" } }),
      detail: { fields: ["street"] },
    },
  },
  updateShippingAddress: {
    ...fixed(orderChanges.updateShippingAddress),
    address_not_valid: {
      given: (shop) => place(shop),
      when: (shop) => shop.ask(order, "o1").updateShippingAddress({ address: {} }),
      detail: { fields: ["street", "city", "stateOrRegion", "country", "postalCode"] },
    },
  },
  shipOrder: {
    ...fixed(orderChanges.shipOrder),
    empty_items: {
      given: (shop) => place(shop, { items: [], billingAddress: null, email: null }),
      when: (shop) => shop.ask(order, "o1").shipOrder(),
      detail: undefined,
    },
    billing_address_not_set: {
      given: (shop) => place(shop, { billingAddress: null, email: null }),
      when: (shop) => shop.ask(order, "o1").shipOrder(),
      detail: undefined,
    },
    empty_email: {
      given: (shop) => place(shop, { email: null }),
      when: (shop) => shop.ask(order, "o1").shipOrder(),
      detail: undefined,
    },
  },
  cancelOrder: fixed(orderChanges.cancelOrder),
};
