import { ask } from "../ask.js";
import { prices } from "../catalogue.ts";
import { pick } from "../pick.js";
import { think } from "../think.js";

export function getPricing() {
  const { id, list } = pick(prices);
  ask({
    endpoint: "pricing-get",
    path: `/pricing/${id}`,
    isRight: (body) => body?.ok?.["product-id"] === id && body.ok["list-prices"][0]?.price === list,
  });
  think();
}
