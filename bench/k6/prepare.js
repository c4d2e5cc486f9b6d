import { fail, sleep } from "k6";
import { send } from "./ask.js";
import { brandSizes, prices, products } from "./catalogue.ts";
import { nameOf } from "./judge.ts";

const patience = 60;

const item = (price) => ({ price, currency: "USD", region: "global" });

/** Imports the catalogue and waits until every brand is found whole: a search without hits would measure nothing. */
export function prepare() {
  for (const { id, ...product } of products) put(`/product/${id}`, { ...product, tags: [] });
  for (const { id, list, msrp } of prices) {
    put(`/pricing/${id}`, { "list-prices": [item(list)], "msrp-prices": [item(msrp)], "sale-prices": [] });
  }
  for (let waited = 0; !allAreFound(); waited += 1) {
    if (waited >= patience) fail("The search does not find the imported products.");
    sleep(1);
  }
}

function put(path, body) {
  const answer = send({ method: "POST", path, body });
  if (answer.status !== 200) fail(`The import of ${path} was answered with "${nameOf(answer)}".`);
}

function allAreFound() {
  return Object.entries(brandSizes).every(([brand, size]) => {
    const { status, body } = send({
      method: "GET",
      path: `/product/search?query=${encodeURIComponent(`brand:"${brand}"`)}`,
    });
    return status === 200 && body.ok.filter((found) => found["product-id"].startsWith("k6-")).length === size;
  });
}
