/** What is measured, under the names of the original's report. */
export const endpoints = [
  "product-get",
  "product-search-by-brand",
  "pricing-get",
  "cart-add-item",
  "cart-delete-item",
  "cart-set-email",
  "cart-set-billing-address",
  "cart-get",
  "cart-checkout",
  "order-get",
] as const;
export type Endpoint = (typeof endpoints)[number];

/** Refusals that the scenarios provoke: one price has no product, and users share carts. All others are unexpected. */
export const expectedRefusals: Partial<Record<Endpoint, readonly string[]>> = {
  "product-get": ["404 not-found"],
  "cart-add-item": ["400 product-not-found"],
  "cart-delete-item": ["400 item-not-found"],
  "cart-checkout": ["400 empty-items", "400 billing-address-not-set"],
};
