import { ask } from "../ask.js";
import { addresses, priceOnly, prices, shoppers } from "../catalogue.ts";
import { expectedRefusals } from "../endpoints.ts";
import { pick, pickSome } from "../pick.js";
import { think } from "../think.js";

/** Creates, checks out a cart and gets the order. */
export function buyCart() {
  const shopper = pick(shoppers);
  const cart = `/cart/${shopper}`;
  const chosen = pickSome(prices, 4).map(({ id }) => id);
  for (const id of chosen) addItem(cart, id);
  change({ endpoint: "cart-delete-item", method: "DELETE", path: `${cart}/items/${chosen[0]}`, says: "item removed" });
  setEmail(cart, shopper);
  change({
    endpoint: "cart-set-billing-address",
    path: `${cart}/billing-address`,
    body: pick(addresses),
    says: "address set",
  });
  ask({ endpoint: "cart-get", path: cart, isRight: (body) => body?.ok?.["user-id"] === shopper });
  const orderId = checkout(cart);
  if (orderId !== undefined) getOrder(orderId, shopper);
  think();
}

function addItem(cart, id) {
  const endpoint = "cart-add-item";
  const isThere = id !== priceOnly;
  ask({
    endpoint,
    method: "PUT",
    path: `${cart}/items/${id}`,
    body: { quantity: 1 },
    refusals: isThere ? [] : expectedRefusals[endpoint],
    isRight: (body) => isThere && body?.ok?.message === "item added",
  });
}

function setEmail(cart, shopper) {
  const number = String(Math.floor(Math.random() * 100)).padStart(3, "0");
  change({
    endpoint: "cart-set-email",
    path: `${cart}/email`,
    body: { email: `${shopper}-${number}@test.com` },
    says: "email set",
  });
}

function change({ endpoint, method = "PUT", path, body, says }) {
  ask({
    endpoint,
    method,
    path,
    body,
    refusals: expectedRefusals[endpoint],
    isRight: (got) => got?.ok?.message === says,
  });
}

function checkout(cart) {
  const endpoint = "cart-checkout";
  const isRight = (body) => typeof body?.ok?.["order-id"] === "string";
  const body = ask({
    endpoint,
    method: "POST",
    path: `${cart}/checkout`,
    refusals: expectedRefusals[endpoint],
    isRight,
  });
  return body?.ok["order-id"];
}

function getOrder(orderId, shopper) {
  ask({
    endpoint: "order-get",
    path: `/order/${orderId}`,
    isRight: (body) => body?.ok?.["order-id"] === orderId && body.ok["user-id"] === shopper && body.ok.items.length > 0,
  });
}
