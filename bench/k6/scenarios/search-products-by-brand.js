import { ask } from "../ask.js";
import { brandSizes } from "../catalogue.ts";
import { pick } from "../pick.js";
import { think } from "../think.js";

export function searchProductsByBrand() {
  const [brand, size] = pick(Object.entries(brandSizes));
  ask({
    endpoint: "product-search-by-brand",
    path: `/product/search?query=${encodeURIComponent(`brand:"${brand}"`)}`,
    isRight: (body) => body?.ok?.length >= size && body.ok.every((found) => matches(found, brand)),
  });
  think();
}

const matches = (found, brand) => found.brand.toLowerCase().includes(brand.toLowerCase());
