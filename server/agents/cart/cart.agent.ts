import { readAddress } from "#lib/address.ts";
import { readEmail } from "#lib/email.ts";
import { totalOf } from "#lib/money.ts";
import { agent } from "#runtime/agent.ts";
import { DEFAULT_CURRENCY, DEFAULT_REGION, MAX_ITEMS } from "../item.contract.ts";
import { inOrder, lineOf, nextPosition } from "../lines.ts";
import { findOffer } from "../offer.ts";
import { order } from "../order/order.contract.ts";
import { purchaseHistory } from "../purchase-history/purchase-history.contract.ts";
import { isQuantity, quantityBounds } from "../quantity.ts";
import { checkout } from "./cart.checkout.ts";
import { type Cart, cart } from "./cart.contract.ts";
import { giveAway } from "./cart.give-away.ts";
import { absorbLines, quoteOf, remember } from "./cart.math.ts";
import { priceLines } from "./cart.pricing.ts";
import { CartState } from "./cart.state.ts";

export const createCart = () =>
  agent(cart, {
    asks: [order, purchaseHistory],
    state: CartState,
    initial: () => ({
      email: null,
      items: {},
      billingAddress: null,
      shippingAddress: null,
      currency: DEFAULT_CURRENCY,
      region: DEFAULT_REGION,
      previousOrders: {},
      checkouts: 0,
      updatedAt: null,
    }),

    queries: {
      async getCart({ state, ctx }): Promise<Cart | null> {
        const { email, billingAddress, shippingAddress, currency, region, checkouts, updatedAt } = state;
        if (updatedAt === null) return null;
        const priced = await priceLines(state.items, state, ctx.query);
        return {
          userId: ctx.id,
          email,
          ...priced,
          billingAddress,
          shippingAddress,
          total: totalOf(priced.items, currency),
          currency,
          region,
          previousOrderIds: inOrder(state.previousOrders).map(([orderId]) => orderId),
          updatedAt,
          quote: quoteOf({ userId: ctx.id, checkouts, currency, region, ...priced }),
        };
      },
    },

    commands: {
      async addItem({ draft, input: { productId, quantity }, ctx, ok, fail }) {
        const line = lineOf(draft.items, productId);
        const wanted = quantity + (line?.quantity ?? 0);
        if (!isQuantity(quantity) || !isQuantity(wanted)) return fail("quantity_not_valid", quantityBounds(productId));
        if (line) {
          line.quantity = wanted;
        } else {
          if (Object.keys(draft.items).length >= MAX_ITEMS) return fail("cart_full", { maximum: MAX_ITEMS });
          const offer = await findOffer(ctx.query, productId, { currency: draft.currency, region: draft.region });
          if (!offer.ok) return fail(offer.error.code, offer.error.detail);
          const { name: productName, brand: productBrand } = offer.value.product;
          draft.items[productId] = { productName, productBrand, quantity, position: nextPosition(draft.items) };
        }
        draft.updatedAt = ctx.now().toISOString();
        return ok();
      },

      removeItem({ draft, input: { productId }, ctx, ok, fail }) {
        if (!lineOf(draft.items, productId)) return fail("item_not_found", { productId });
        delete draft.items[productId];
        draft.updatedAt = ctx.now().toISOString();
        return ok();
      },

      updateItemQuantity({ draft, input: { productId, quantity }, ctx, ok, fail }) {
        if (!isQuantity(quantity)) return fail("quantity_not_valid", quantityBounds(productId));
        const line = lineOf(draft.items, productId);
        if (!line) return fail("item_not_found", { productId });
        line.quantity = quantity;
        draft.updatedAt = ctx.now().toISOString();
        return ok();
      },

      updateEmail({ draft, input, ctx, ok, fail }) {
        const email = readEmail(input.email);
        if (email === undefined) return fail("email_not_valid", { email: input.email });
        draft.email = email;
        draft.updatedAt = ctx.now().toISOString();
        return ok();
      },

      updateBillingAddress({ draft, input, ctx, ok, fail }) {
        const address = readAddress(input.address);
        if (!address.ok) return fail("address_not_valid", { fields: address.error });
        draft.billingAddress = address.value;
        draft.updatedAt = ctx.now().toISOString();
        return ok();
      },

      updateShippingAddress({ draft, input, ctx, ok, fail }) {
        const address = readAddress(input.address);
        if (!address.ok) return fail("address_not_valid", { fields: address.error });
        draft.shippingAddress = address.value;
        draft.updatedAt = ctx.now().toISOString();
        return ok();
      },

      // The e-mail address and the orders stay: the same shopper buys again.
      clear({ draft, ctx, ok }) {
        Object.assign(draft, { items: {}, billingAddress: null, shippingAddress: null });
        draft.updatedAt = ctx.now().toISOString();
        return ok();
      },

      checkout,

      absorb({ draft, input: { from }, ctx, ok }) {
        if (from.userId === ctx.id) return ok({ leftOut: [] });
        const leftOut = absorbLines(draft.items, [...from.items, ...from.unavailableItems]);
        draft.email ??= from.email;
        draft.billingAddress ??= from.billingAddress;
        draft.shippingAddress ??= from.shippingAddress;
        for (const orderId of from.previousOrderIds) {
          if (!lineOf(draft.previousOrders, orderId)) remember(draft.previousOrders, orderId, null);
        }
        draft.updatedAt = ctx.now().toISOString();
        return ok({ leftOut });
      },

      giveAway,
    },
  });
