import type { order } from "#agents/order/order.contract.ts";

const words: Record<keyof (typeof order)["commands"], string> = {
  initializeOrder: "Placed",
  addItem: "A product was added",
  removeItem: "A product was taken out",
  updateItemQuantity: "A quantity was changed",
  updateEmail: "The e-mail address was changed",
  updateBillingAddress: "The billing address was changed",
  updateShippingAddress: "The shipping address was changed",
  shipOrder: "Shipped",
  cancelOrder: "Cancelled",
};

/** What a command did to an order; one of a release that is gone by its own name. */
export const changeWords = (method: string): string => (method in words ? words[method as keyof typeof words] : method);
