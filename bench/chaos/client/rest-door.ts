import type { HttpCall } from "../../http-call.ts";
import type { Command } from "../record.ts";
import type { Door } from "./door.ts";
import { at, type Ended, parsed, textAt, withoutAnswer, withoutSuccess } from "./ended.ts";

const busy = "The shop is very busy. Please try again in a moment.";

type Route = { method: string; path: string; body?: unknown };

/** The REST door: carts are named by the client, and everything is done under an API key. */
export function restDoor(call: HttpCall, apiKey: string, run: string): Door {
  const shopper = (cart: string) => `${run}-${cart}`;

  function routeOf(command: Command): Route {
    switch (command.kind) {
      case "price": {
        const price = { price: command.amount / 100, currency: "USD", region: command.region };
        return { method: "PATCH", path: `/v1/pricing/${command.product}`, body: { "list-prices": [price] } };
      }
      case "tell": {
        const path = `/v1/agents/shoppingAssistant/${command.assistant}/trigger/recommendItems`;
        return { method: "POST", path, body: { orderId: command.token } };
      }
    }
    const cart = `/v1/cart/${shopper(command.cart)}`;
    switch (command.kind) {
      case "add":
        return { method: "PUT", path: `${cart}/items/${command.product}`, body: { quantity: command.quantity } };
      case "set":
        return {
          method: "PUT",
          path: `${cart}/items/${command.product}/quantity`,
          body: { quantity: command.quantity },
        };
      case "remove":
        return { method: "DELETE", path: `${cart}/items/${command.product}` };
      case "clear":
      case "checkout":
        return { method: "POST", path: `${cart}/${command.kind}` };
      case "email":
        return { method: "PUT", path: `${cart}/email`, body: { email: command.email } };
      case "address":
        return { method: "PUT", path: `${cart}/billing-address`, body: addressAt(command.street) };
    }
  }

  return {
    name: "rest",
    keyedCheckouts: false,
    prepare: async () => undefined,
    shopperOf: async (cart) => shopper(cart),
    async send(command, key): Promise<Ended> {
      const headers = { "x-api-key": apiKey, ...(key !== undefined && { "idempotency-key": key }) };
      try {
        const { status, headers: answered, body } = await call({ ...routeOf(command), headers });
        const answer = parsed(body);
        if (status === 200 || status === 202) {
          const orderId = textAt(answer, "ok", "order-id");
          return { outcome: "ok", ...(orderId !== undefined && { orderId }) };
        }
        const [variant] = Object.keys(Object(at(answer, "err", "error")));
        if (status === 400 && variant !== undefined) return { outcome: "refused", code: variant };
        const said = textAt(answer, "err", "message") ?? body;
        return withoutSuccess(status, said === busy, answered["retry-after"], said);
      } catch (error) {
        return withoutAnswer(error);
      }
    },
  };
}

const addressAt = (street: string) => ({
  street,
  city: "Springfield",
  "state-or-region": "IL",
  country: "US",
  "postal-code": "62701",
});
