import type { cart } from "#agents/cart/cart.contract.ts";

type AddCode = keyof (typeof cart)["commands"]["addItem"]["fails"];
type QuantityCode = keyof (typeof cart)["commands"]["updateItemQuantity"]["fails"];

const words: Record<AddCode | QuantityCode, string> = {
  quantity_not_valid: "Please choose a quantity from 1 to 999.",
  cart_full: "Your cart is full: it holds 200 different products. Remove one to make room.",
  product_not_found: "This is no longer sold here.",
  pricing_not_found: "This has no price right now, so it cannot be bought yet.",
  item_not_found: "This is no longer in your cart.",
};

/** Why the cart refused, and what to do. */
export const refusalWords = (code: AddCode | QuantityCode): string => words[code];
