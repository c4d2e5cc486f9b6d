import type { TRPCClient } from "@trpc/client";
import type { Cart } from "#agents/cart/cart.contract.ts";
import type { AppRouter } from "#server/api/root.ts";
import type { Intentions } from "../api/intentions.ts";
import { addressErrors, emailWrong } from "./field-words.ts";
import { type FieldErrors, typedAddress, typedEmail } from "./typed-form.ts";

/** What the shopper sees and buys. */
export type Seen = Pick<Cart, "items" | "total" | "quote">;

export type Placed =
  | { kind: "placed"; orderId: string }
  | { kind: "not_valid"; errors: FieldErrors }
  | { kind: "changed"; seen: Seen }
  | { kind: "refused"; words: string; toCart: boolean };

type Attempt = { client: TRPCClient<AppRouter>; intentions: Intentions; form: FormData; quote: string };

/** Saves what was typed and buys what the quote stands for. Only what was not answered is thrown. */
export async function placeOrder({ client, intentions, form, quote }: Attempt): Promise<Placed> {
  const errors = await saveDetails(client, form);
  if (Object.keys(errors).length > 0) return { kind: "not_valid", errors };
  const intention = `buy ${quote}`;
  const answer = await client.cart.checkout.mutate({ quote, key: intentions.keyOf(intention) });
  intentions.answered(intention);
  return answer.ok ? { kind: "placed", orderId: answer.value.orderId } : refusal(answer.error);
}

async function saveDetails(client: TRPCClient<AppRouter>, form: FormData): Promise<FieldErrors> {
  const billingInput = typedAddress(form, "billing");
  const elsewhere = form.get("elsewhere") !== null;
  const [email, billing, shipping] = await Promise.all([
    client.cart.setEmail.mutate({ email: typedEmail(form) }),
    client.cart.setBillingAddress.mutate({ address: billingInput }),
    client.cart.setShippingAddress.mutate({ address: elsewhere ? typedAddress(form, "shipping") : billingInput }),
  ]);
  return {
    ...(email.ok ? {} : { email: emailWrong }),
    ...(billing.ok ? {} : addressErrors("billing", billing.error.detail.fields)),
    ...(shipping.ok || !elsewhere ? {} : addressErrors("shipping", shipping.error.detail.fields)),
  };
}

type Refusal = Extract<
  Awaited<ReturnType<TRPCClient<AppRouter>["cart"]["checkout"]["mutate"]>>,
  { ok: false }
>["error"];

function refusal(error: Refusal): Placed {
  const refused = (words: string, toCart: boolean): Placed => ({ kind: "refused", words, toCart });
  switch (error.code) {
    case "price_changed":
      return { kind: "changed", seen: error.detail };
    case "empty_items":
      return refused("Your cart is empty by now, perhaps because of another tab.", true);
    case "product_not_found":
      return refused("Something in your cart is no longer sold. Remove it in the cart to order the rest.", true);
    case "pricing_not_found":
      return refused("Something in your cart has no price right now. Remove it in the cart to order the rest.", true);
    case "empty_email":
      return { kind: "not_valid", errors: { email: emailWrong } };
    case "billing_address_not_set":
      return refused("The billing address was not saved. Please place the order again.", false);
    case "order_create":
      return refused("The order could not be made. Nothing was bought; please try again in a moment.", false);
  }
}
