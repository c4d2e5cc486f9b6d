import type { cart } from "#agents/cart/cart.contract.ts";
import type { order } from "#agents/order/order.contract.ts";
import type { pricing } from "#agents/pricing/pricing.contract.ts";
import type { Commands, Refusal } from "#runtime/contract.ts";

type RefusalOf<C extends Commands> = { [M in keyof C]: Refusal<C[M]> }[keyof C];
/** Every refusal that a route of this door can meet. */
export type RouteRefusal =
  | RefusalOf<(typeof cart)["commands"]>
  | RefusalOf<(typeof order)["commands"]>
  | RefusalOf<(typeof pricing)["commands"]>;

const messages: Record<RouteRefusal["code"], string> = {
  action_not_allowed: "Can not update order with status",
  address_not_valid: "Address not valid",
  billing_address_not_set: "Billing address not set",
  cart_full: "Cart is full",
  email_not_valid: "Invalid email",
  empty_email: "Email not set",
  empty_items: "Empty items",
  item_not_found: "Item not found",
  not_found: "not found",
  order_create: "Failed to create order",
  order_exists: "Order exists",
  order_full: "Order is full",
  price_changed: "Price changed",
  pricing_not_found: "Pricing not found",
  product_not_found: "Product not found",
  quantity_not_valid: "Quantity not valid",
  pricing_changed: "Pricing changed",
  too_many_prices: "Too many prices",
};

const kebab = (name: string) => name.replaceAll("_", "-").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A refusal as the wire's variant: one field named for the code, holding its message and detail. */
export function toVariant({ code, detail }: { code: RouteRefusal["code"]; detail: unknown }): Record<string, object> {
  const fields = Object.entries(detail ?? {}).filter(([, value]) => typeof value !== "object" || Array.isArray(value));
  const payload = Object.fromEntries(fields.map(([name, value]) => [kebab(name), value]));
  return { [kebab(code)]: { message: messages[code], ...payload } };
}
