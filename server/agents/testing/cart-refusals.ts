import { cart } from "../cart/cart.contract.ts";
import { orderIdOf } from "../cart/cart.math.ts";
import { MAX_ITEMS } from "../item.contract.ts";
import { order } from "../order/order.contract.ts";
import { product } from "../product/product.contract.ts";
import type { RefusalCases } from "./refusal-cases.ts";
import { address, content, fillCart, manyItems, otherCart, stock } from "./shop.ts";

const bounds = { productId: "p1", minimum: 1, maximum: 999 };
const { city: _, ...withoutCity } = address;

export const cartRefusals: RefusalCases<typeof cart> = {
  addItem: {
    quantity_not_valid: {
      given: (shop) => fillCart(shop),
      when: (shop) => shop.ask(cart, "u1").addItem({ productId: "p1", quantity: 998 }),
      detail: bounds,
    },
    cart_full: {
      given: async (shop) => {
        await stock(shop, "p1");
        await shop.ask(cart, "u1").absorb({ from: { ...otherCart, items: manyItems(MAX_ITEMS) } });
      },
      when: (shop) => shop.ask(cart, "u1").addItem({ productId: "p1", quantity: 1 }),
      detail: { maximum: MAX_ITEMS },
    },
    product_not_found: {
      when: (shop) => shop.ask(cart, "u1").addItem({ productId: "p1", quantity: 1 }),
      detail: { productId: "p1" },
    },
    pricing_not_found: {
      given: (shop) =>
        shop.ask(product, "p1").initializeProduct({ name: "Mug", brand: "B", description: "", tags: [] }),
      when: (shop) => shop.ask(cart, "u1").addItem({ productId: "p1", quantity: 1 }),
      detail: { productId: "p1" },
    },
  },
  removeItem: {
    item_not_found: {
      when: (shop) => shop.ask(cart, "u1").removeItem({ productId: "p1" }),
      detail: { productId: "p1" },
    },
  },
  updateItemQuantity: {
    quantity_not_valid: {
      given: (shop) => fillCart(shop),
      when: (shop) => shop.ask(cart, "u1").updateItemQuantity({ productId: "p1", quantity: 0 }),
      detail: bounds,
    },
    item_not_found: {
      when: (shop) => shop.ask(cart, "u1").updateItemQuantity({ productId: "p1", quantity: 1 }),
      detail: { productId: "p1" },
    },
  },
  updateEmail: {
    email_not_valid: {
      when: (shop) => shop.ask(cart, "u1").updateEmail({ email: "ann" }),
      detail: { email: "ann" },
    },
  },
  updateBillingAddress: {
    address_not_valid: {
      when: (shop) => shop.ask(cart, "u1").updateBillingAddress({ address: withoutCity }),
      detail: { fields: ["city"] },
    },
  },
  updateShippingAddress: {
    address_not_valid: {
      when: (shop) => shop.ask(cart, "u1").updateShippingAddress({ address: { ...address, postalCode: " " } }),
      detail: { fields: ["postalCode"] },
    },
  },
  checkout: {
    empty_items: { when: (shop) => shop.ask(cart, "u1").checkout({}), detail: undefined },
    billing_address_not_set: {
      given: async (shop) => {
        await stock(shop, "p1");
        await shop.ask(cart, "u1").addItem({ productId: "p1", quantity: 1 });
      },
      when: (shop) => shop.ask(cart, "u1").checkout({}),
      detail: undefined,
    },
    empty_email: {
      given: async (shop) => {
        await stock(shop, "p1");
        await shop.ask(cart, "u1").addItem({ productId: "p1", quantity: 1 });
        await shop.ask(cart, "u1").updateBillingAddress({ address });
      },
      when: (shop) => shop.ask(cart, "u1").checkout({}),
      detail: undefined,
    },
    product_not_found: {
      given: async (shop) => {
        await fillCart(shop);
        await shop.ask(product, "p1").retireProduct();
      },
      when: (shop) => shop.ask(cart, "u1").checkout({}),
      detail: { productId: "p1" },
    },
    pricing_not_found: {
      given: async (shop) => {
        await fillCart(shop);
        await stock(shop, "p2");
        await shop.ask(product, "p3").initializeProduct({ name: "Mug", brand: "B", description: "", tags: [] });
        const items = [{ productId: "p3", productName: "Mug", productBrand: "B", quantity: 1 }];
        await shop.ask(cart, "u1").absorb({ from: { ...otherCart, items } });
      },
      when: (shop) => shop.ask(cart, "u1").checkout({}),
      detail: { productId: "p3" },
    },
    price_changed: {
      given: (shop) => fillCart(shop),
      when: (shop) => shop.ask(cart, "u1").checkout({ quote: "of other prices" }),
      async detail(shop) {
        const fresh = await shop.query(cart, "u1").getCart();
        if (!fresh) throw new Error("the cart is gone");
        return { items: fresh.items, total: fresh.total, quote: fresh.quote };
      },
    },
    order_create: {
      given: async (shop) => {
        await fillCart(shop);
        await shop.ask(order, orderIdOf("u1", 0)).initializeOrder({ ...content, email: "eve@example.com" });
      },
      when: (shop) => shop.ask(cart, "u1").checkout({}),
      detail: { orderId: orderIdOf("u1", 0) },
    },
  },
};
