import { readAddress } from "#lib/address.ts";
import { readEmail } from "#lib/email.ts";
import { agent } from "#runtime/agent.ts";
import { MAX_ITEMS } from "../item.contract.ts";
import { lineOf, nextPosition } from "../lines.ts";
import { findOffer } from "../offer.ts";
import { isQuantity, quantityBounds } from "../quantity.ts";
import { order } from "./order.contract.ts";
import { changeableOf, fingerprintOf, placeOrder, viewOrder } from "./order.math.ts";
import { OrderState } from "./order.state.ts";

export const createOrder = () =>
  agent(order, {
    asks: [],
    state: OrderState,
    initial: () => ({ order: null }),
    history: "all",

    queries: { getOrder: ({ state, ctx }) => state.order && viewOrder(ctx.id, state.order) },

    commands: {
      initializeOrder({ draft, input, ctx, ok, fail }) {
        const createdFrom = fingerprintOf(input);
        if (!draft.order) {
          draft.order = placeOrder(input, createdFrom, ctx.now().toISOString());
          return ok();
        }
        // The same creation come again, however the order has gone on since.
        if (draft.order.createdFrom === createdFrom) return ok();
        const { orderStatus: status } = draft.order;
        return status === "new" ? fail("order_exists", { orderId: ctx.id }) : fail("action_not_allowed", { status });
      },

      async addItem({ draft, input: { productId, quantity }, ctx, ok, fail }) {
        const found = changeableOf(draft.order, ctx.id);
        if (!found.ok) return found;
        const { items, currency, region } = found.value;
        const line = lineOf(items, productId);
        const wanted = quantity + (line?.quantity ?? 0);
        if (!isQuantity(quantity) || !isQuantity(wanted)) return fail("quantity_not_valid", quantityBounds(productId));
        if (line) {
          items[productId] = { ...line, price: { ...line.price }, quantity: wanted };
        } else {
          if (Object.keys(items).length >= MAX_ITEMS) return fail("order_full", { maximum: MAX_ITEMS });
          const offer = await findOffer(ctx.query, productId, { currency, region });
          if (!offer.ok) return fail(offer.error.code, offer.error.detail);
          const { product, price } = offer.value;
          const names = { productName: product.name, productBrand: product.brand };
          items[productId] = { ...names, price, quantity, position: nextPosition(items) };
        }
        found.value.updatedAt = ctx.now().toISOString();
        return ok();
      },

      removeItem({ draft, input: { productId }, ctx, ok, fail }) {
        const found = changeableOf(draft.order, ctx.id);
        if (!found.ok) return found;
        if (!lineOf(found.value.items, productId)) return fail("item_not_found", { productId });
        delete found.value.items[productId];
        found.value.updatedAt = ctx.now().toISOString();
        return ok();
      },

      updateItemQuantity({ draft, input: { productId, quantity }, ctx, ok, fail }) {
        const found = changeableOf(draft.order, ctx.id);
        if (!found.ok) return found;
        if (!isQuantity(quantity)) return fail("quantity_not_valid", quantityBounds(productId));
        const line = lineOf(found.value.items, productId);
        if (!line) return fail("item_not_found", { productId });
        found.value.items[productId] = { ...line, price: { ...line.price }, quantity };
        found.value.updatedAt = ctx.now().toISOString();
        return ok();
      },

      updateEmail({ draft, input, ctx, ok, fail }) {
        const found = changeableOf(draft.order, ctx.id);
        if (!found.ok) return found;
        const email = readEmail(input.email);
        if (email === undefined) return fail("email_not_valid", { email: input.email });
        Object.assign(found.value, { email, updatedAt: ctx.now().toISOString() });
        return ok();
      },

      updateBillingAddress({ draft, input, ctx, ok, fail }) {
        const found = changeableOf(draft.order, ctx.id);
        if (!found.ok) return found;
        const address = readAddress(input.address);
        if (!address.ok) return fail("address_not_valid", { fields: address.error });
        Object.assign(found.value, { billingAddress: address.value, updatedAt: ctx.now().toISOString() });
        return ok();
      },

      updateShippingAddress({ draft, input, ctx, ok, fail }) {
        const found = changeableOf(draft.order, ctx.id);
        if (!found.ok) return found;
        const address = readAddress(input.address);
        if (!address.ok) return fail("address_not_valid", { fields: address.error });
        Object.assign(found.value, { shippingAddress: address.value, updatedAt: ctx.now().toISOString() });
        return ok();
      },

      shipOrder({ draft, ctx, ok, fail }) {
        const found = changeableOf(draft.order, ctx.id);
        if (!found.ok) return found;
        if (Object.keys(found.value.items).length === 0) return fail("empty_items");
        if (!found.value.billingAddress) return fail("billing_address_not_set");
        if (!found.value.email) return fail("empty_email");
        Object.assign(found.value, { orderStatus: "shipped", updatedAt: ctx.now().toISOString() });
        return ok();
      },

      cancelOrder({ draft, ctx, ok }) {
        const found = changeableOf(draft.order, ctx.id);
        if (!found.ok) return found;
        Object.assign(found.value, { orderStatus: "cancelled", updatedAt: ctx.now().toISOString() });
        return ok();
      },
    },
  });
