import { ask } from "../ask.js";
import { priceOnly, prices } from "../catalogue.ts";
import { expectedRefusals } from "../endpoints.ts";
import { pick } from "../pick.js";
import { think } from "../think.js";

const endpoint = "product-get";

export function getProducts() {
  const { id } = pick(prices);
  const isThere = id !== priceOnly;
  ask({
    endpoint,
    path: `/product/${id}`,
    refusals: isThere ? [] : expectedRefusals[endpoint],
    isRight: (body) => isThere && body?.ok?.["product-id"] === id,
  });
  think();
}
