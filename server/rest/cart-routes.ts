import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { cart } from "#agents/cart/cart.contract.ts";
import { keyed } from "#server/api/idempotency-key.ts";
import { changed, found } from "./answers.ts";
import { callerOf } from "./authenticate.ts";
import { done, sendFound, sendOutcome, textOnce } from "./envelopes.ts";
import { type AddRoutes, ChangeHeaders, EmailBody, ProductParams, QuantityBody, UserParams } from "./route-context.ts";
import { WireAddress } from "./wire-address.ts";
import { toWireCart, WireCart } from "./wire-cart.ts";

const whole = { params: UserParams, headers: ChangeHeaders };
const line = { params: UserParams.extend(ProductParams.shape), headers: ChangeHeaders };

const Bought = z.object({ ok: z.object({ "order-id": z.string() }) });

type ToCart = FastifyRequest<{ Params: { userId: string }; Headers: { "idempotency-key"?: string | undefined } }>;

export const addCartRoutes: AddRoutes = (routes, runtime) => {
  const cartText = textOnce(toWireCart);
  const cartOf = (request: ToCart) =>
    runtime.as(callerOf(request)).ask(cart, request.params.userId, keyed(request.headers["idempotency-key"]));

  routes.get(
    "/cart/:userId",
    { schema: { ...found("The cart at today's prices", WireCart), params: UserParams } },
    async (request, reply) =>
      sendFound(reply, await runtime.as(callerOf(request)).query(cart, request.params.userId).getCart(), cartText),
  );

  routes.put(
    "/cart/:userId/items/:productId",
    { schema: { ...changed("Add that many"), ...line, body: QuantityBody } },
    async (request, reply) => {
      const item = { productId: request.params.productId, quantity: request.body.quantity };
      return sendOutcome(reply, await cartOf(request).addItem(item), done("item added"));
    },
  );

  routes.put(
    "/cart/:userId/items/:productId/quantity",
    { schema: { ...changed("Set the quantity"), ...line, body: QuantityBody } },
    async (request, reply) => {
      const item = { productId: request.params.productId, quantity: request.body.quantity };
      return sendOutcome(reply, await cartOf(request).updateItemQuantity(item), done("quantity set"));
    },
  );

  routes.delete(
    "/cart/:userId/items/:productId",
    { schema: { ...changed("Take the line out"), ...line } },
    async (request, reply) => {
      const item = { productId: request.params.productId };
      return sendOutcome(reply, await cartOf(request).removeItem(item), done("item removed"));
    },
  );

  routes.put(
    "/cart/:userId/email",
    { schema: { ...changed("Set the e-mail address"), ...whole, body: EmailBody } },
    async (request, reply) => sendOutcome(reply, await cartOf(request).updateEmail(request.body), done("email set")),
  );

  routes.put(
    "/cart/:userId/billing-address",
    { schema: { ...changed("Set the billing address"), ...whole, body: WireAddress } },
    async (request, reply) =>
      sendOutcome(reply, await cartOf(request).updateBillingAddress({ address: request.body }), done("address set")),
  );

  routes.put(
    "/cart/:userId/shipping-address",
    { schema: { ...changed("Set the shipping address"), ...whole, body: WireAddress } },
    async (request, reply) =>
      sendOutcome(reply, await cartOf(request).updateShippingAddress({ address: request.body }), done("address set")),
  );

  routes.post("/cart/:userId/clear", { schema: { ...changed("Empty the cart"), ...whole } }, async (request, reply) =>
    sendOutcome(reply, await cartOf(request).clear(), done("cart cleared")),
  );

  // without a quote: programs buy at today's prices
  routes.post(
    "/cart/:userId/checkout",
    { schema: { ...changed("Buy at today's prices", Bought), ...whole } },
    async (request, reply) =>
      sendOutcome(reply, await cartOf(request).checkout({}), ({ orderId }) => ({ ok: { "order-id": orderId } })),
  );
};
