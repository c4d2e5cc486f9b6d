import type { FastifyRequest } from "fastify";
import { order } from "#agents/order/order.contract.ts";
import { purchaseHistory } from "#agents/purchase-history/purchase-history.contract.ts";
import { keyed } from "#server/api/idempotency-key.ts";
import { callerOf } from "./authenticate.ts";
import { done, sendFound, sendOutcome } from "./envelopes.ts";
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
import { toWireOrder, toWireSummary } from "./wire-order.ts";

const whole = { params: OrderParams, headers: ChangeHeaders };
const line = { params: OrderParams.extend(ProductParams.shape), headers: ChangeHeaders };

type ToOrder = FastifyRequest<{ Params: { "order-id": string }; Headers: { "idempotency-key"?: string | undefined } }>;

export const addOrderRoutes: AddRoutes = (routes, runtime) => {
  const orderOf = (request: ToOrder) =>
    runtime.as(callerOf(request)).ask(order, request.params["order-id"], keyed(request.headers["idempotency-key"]));

  routes.get("/order/:order-id", { schema: { params: OrderParams } }, async (request, reply) =>
    sendFound(
      reply,
      await runtime.as(callerOf(request)).query(order, request.params["order-id"]).getOrder(),
      toWireOrder,
    ),
  );

  routes.get("/user/:user-id/orders", { schema: { params: UserParams } }, async (request) => {
    const history = runtime.as(callerOf(request)).query(purchaseHistory, request.params["user-id"]);
    return { ok: (await history.getOrders()).map(toWireSummary) };
  });

  routes.put(
    "/order/:order-id/items/:product-id",
    { schema: { ...line, body: QuantityBody } },
    async (request, reply) => {
      const item = { productId: request.params["product-id"], quantity: request.body.quantity };
      return sendOutcome(reply, await orderOf(request).addItem(item), done("item added"));
    },
  );

  routes.put(
    "/order/:order-id/items/:product-id/quantity",
    { schema: { ...line, body: QuantityBody } },
    async (request, reply) => {
      const item = { productId: request.params["product-id"], quantity: request.body.quantity };
      return sendOutcome(reply, await orderOf(request).updateItemQuantity(item), done("quantity set"));
    },
  );

  routes.delete("/order/:order-id/items/:product-id", { schema: line }, async (request, reply) => {
    const item = { productId: request.params["product-id"] };
    return sendOutcome(reply, await orderOf(request).removeItem(item), done("item removed"));
  });

  routes.put("/order/:order-id/email", { schema: { ...whole, body: EmailBody } }, async (request, reply) =>
    sendOutcome(reply, await orderOf(request).updateEmail(request.body), done("email set")),
  );

  routes.put("/order/:order-id/billing-address", { schema: { ...whole, body: WireAddress } }, async (request, reply) =>
    sendOutcome(reply, await orderOf(request).updateBillingAddress({ address: request.body }), done("address set")),
  );

  routes.put("/order/:order-id/shipping-address", { schema: { ...whole, body: WireAddress } }, async (request, reply) =>
    sendOutcome(reply, await orderOf(request).updateShippingAddress({ address: request.body }), done("address set")),
  );

  routes.post("/order/:order-id/ship-order", { schema: whole }, async (request, reply) =>
    sendOutcome(reply, await orderOf(request).shipOrder(), done("order shipped")),
  );

  routes.post("/order/:order-id/cancel-order", { schema: whole }, async (request, reply) =>
    sendOutcome(reply, await orderOf(request).cancelOrder(), done("order cancelled")),
  );
};
