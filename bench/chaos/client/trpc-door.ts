import type { HttpCall } from "../../http-call.ts";
import type { CartCommand, Command } from "../record.ts";
import type { Door } from "./door.ts";
import { at, type Ended, parsed, textAt, withoutAnswer, withoutSuccess } from "./ended.ts";

type Procedure = { name: string; input: Record<string, unknown> };

/** The tRPC door: each cart is a guest's, known by the cookie of its first change; prices are changed under an API key. */
export function trpcDoor(call: HttpCall, apiKey: string, origin: string): Door {
  const cookies = new Map<string, string>();

  async function readCart(cart: string): Promise<unknown> {
    const cookie = cookies.get(cart) ?? "";
    const { status, body } = await call({ method: "GET", path: "/api/trpc/cart.get", headers: { cookie } });
    if (status !== 200) throw new Error(`cart.get answered ${status}`);
    return at(parsed(body), "result", "data");
  }

  async function fromCart(cart: string, name: string): Promise<string> {
    const found = textAt(await readCart(cart), name);
    if (found === undefined) throw new Error(`the cart has no ${name}`);
    return found;
  }

  function procedureOf(command: Command, prepared: unknown): Procedure {
    switch (command.kind) {
      case "price": {
        const price = { price: { amount: command.amount, currency: "USD" }, region: command.region };
        const lists = { listPrices: [price], msrpPrices: [], salePrices: [] };
        return { name: "pricing.update", input: { productId: command.product, ...lists } };
      }
      case "tell":
        throw new Error("this door has no trigger");
      default:
        return cartProcedureOf(command, prepared);
    }
  }

  return {
    name: "trpc",
    keyedCheckouts: true,
    // the quote is part of the input, so every attempt under one key must name the same
    prepare: async (command) => (command.kind === "checkout" ? fromCart(command.cart, "quote") : undefined),
    shopperOf: (cart) => fromCart(cart, "userId"),
    async send(command, key, prepared): Promise<Ended> {
      const { name, input } = procedureOf(command, prepared);
      const cart = "cart" in command ? command.cart : undefined;
      const cookie = cart === undefined ? undefined : cookies.get(cart);
      const headers = {
        origin,
        ...(cart === undefined && { "x-api-key": apiKey }),
        ...(cookie !== undefined && { cookie }),
      };
      try {
        const body = { ...input, ...(key !== undefined && { key }) };
        const answer = await call({ method: "POST", path: `/api/trpc/${name}`, headers, body });
        const [set] = answer.headers["set-cookie"] ?? [];
        if (cart !== undefined && set !== undefined) cookies.set(cart, set.split(";")[0] ?? "");
        return endedBy(answer.status, answer.headers["retry-after"], parsed(answer.body), answer.body);
      } catch (error) {
        return withoutAnswer(error);
      }
    },
  };
}

function endedBy(status: number, retryAfter: unknown, answer: unknown, body: string): Ended {
  const data = at(answer, "result", "data");
  if (status === 200 && at(data, "ok") === true) {
    const orderId = textAt(data, "value", "orderId");
    return { outcome: "ok", ...(orderId !== undefined && { orderId }) };
  }
  if (status === 200) return { outcome: "refused", code: textAt(data, "error", "code") ?? body };
  const fault = textAt(answer, "error", "data", "fault");
  return withoutSuccess(status, fault === "overloaded", retryAfter, textAt(answer, "error", "message") ?? body);
}

function cartProcedureOf(command: CartCommand, quote: unknown): Procedure {
  switch (command.kind) {
    case "add":
      return { name: "cart.addItem", input: { productId: command.product, quantity: command.quantity } };
    case "set":
      return { name: "cart.setQuantity", input: { productId: command.product, quantity: command.quantity } };
    case "remove":
      return { name: "cart.removeItem", input: { productId: command.product } };
    case "clear":
      return { name: "cart.clear", input: {} };
    case "checkout":
      return { name: "cart.checkout", input: { quote } };
    case "email":
      return { name: "cart.setEmail", input: { email: command.email } };
    case "address":
      return { name: "cart.setBillingAddress", input: { address: addressAt(command.street) } };
  }
}

const addressAt = (street: string) => ({
  street,
  city: "Springfield",
  stateOrRegion: "IL",
  country: "US",
  postalCode: "62701",
});
