import type { FastifyRequest } from "fastify";
import { order } from "#agents/order/order.contract.ts";
import { purchaseHistory } from "#agents/purchase-history/purchase-history.contract.ts";
import { keyed } from "#server/api/idempotency-key.ts";
import { changed, found, listed } from "./answers.ts";
import { callerOf } from "./authenticate.ts";
import { done, sendFound, sendOutcome, textOnce } from "./envelopes.ts";
import {
  type AddRoutes,
  ChangeHeaders,
  EmailBody,
  OrderParams,
  ProductParams,
  QuantityBody,
  UserParams,
} from "./route-context.ts";
import { WireAddress } from "./wire-address.ts";
import { toWireOrder, toWireSummary, WireOrder, WireSummary } from "./wire-order.ts";

const whole = { params: OrderParams, headers: ChangeHeaders };
const line = { params: OrderParams.extend(ProductParams.shape), headers: ChangeHeaders };

type ToOrder = FastifyRequest<{ Params: { orderId: string }; Headers: { "idempotency-key"?: string | undefined } }>;

export const addOrderRoutes: AddRoutes = (routes, runtime) => {
  const orderText = textOnce(toWireOrder);
  const orderOf = (request: ToOrder) =>
    runtime.as(callerOf(request)).ask(order, request.params.orderId, keyed(request.headers["idempotency-key"]));

  routes.get(
    "/order/:orderId",
    { schema: { ...found("Read an order", WireOrder), params: OrderParams } },
    async (request, reply) =>
      sendFound(reply, await runtime.as(callerOf(request)).query(order, request.params.orderId).getOrder(), orderText),
  );

  routes.get(
    "/user/:userId/orders",
    { schema: { ...listed("A user's orders, newest first", WireSummary), params: UserParams } },
    async (request) => {
      const history = runtime.as(callerOf(request)).query(purchaseHistory, request.params.userId);
      return { ok: (await history.getOrders()).map(toWireSummary) };
    },
  );

  routes.put(
    "/order/:orderId/items/:productId",
    { schema: { ...changed("Add that many"), ...line, body: QuantityBody } },
    async (request, reply) => {
      const item = { productId: request.params.productId, quantity: request.body.quantity };
      return sendOutcome(reply, await orderOf(request).addItem(item), done("item added"));
    },
  );

  routes.put(
    "/order/:orderId/items/:productId/quantity",
    { schema: { ...changed("Set the quantity"), ...line, body: QuantityBody } },
    async (request, reply) => {
      const item = { productId: request.params.productId, quantity: request.body.quantity };
      return sendOutcome(reply, await orderOf(request).updateItemQuantity(item), done("quantity set"));
    },
  );

  routes.delete(
    "/order/:orderId/items/:productId",
    { schema: { ...changed("Take the line out"), ...line } },
    async (request, reply) => {
      const item = { productId: request.params.productId };
      return sendOutcome(reply, await orderOf(request).removeItem(item), done("item removed"));
    },
  );

  routes.put(
    "/order/:orderId/email",
    { schema: { ...changed("Set the e-mail address"), ...whole, body: EmailBody } },
    async (request, reply) => sendOutcome(reply, await orderOf(request).updateEmail(request.body), done("email set")),
  );

  routes.put(
    "/order/:orderId/billing-address",
    { schema: { ...changed("Set the billing address"), ...whole, body: WireAddress } },
    async (request, reply) =>
      sendOutcome(reply, await orderOf(request).updateBillingAddress({ address: request.body }), done("address set")),
  );

  routes.put(
    "/order/:orderId/shipping-address",
    { schema: { ...changed("Set the shipping address"), ...whole, body: WireAddress } },
    async (request, reply) =>
      sendOutcome(reply, await orderOf(request).updateShippingAddress({ address: request.body }), done("address set")),
  );

  routes.post(
    "/order/:orderId/ship-order",
    { schema: { ...changed("Say that it was shipped"), ...whole } },
    async (request, reply) => sendOutcome(reply, await orderOf(request).shipOrder(), done("order shipped")),
  );

  routes.post(
    "/order/:orderId/cancel-order",
    { schema: { ...changed("Cancel it"), ...whole } },
    async (request, reply) => sendOutcome(reply, await orderOf(request).cancelOrder(), done("order cancelled")),
  );
};
