import { product } from "../product/product.contract.ts";
import type { RefusalCases } from "./refusal-cases.ts";

export const productRefusals: RefusalCases<typeof product> = {
  updateProduct: {
    product_not_found: {
      when: (shop) => shop.ask(product, "p1").updateProduct({ name: "Cup" }),
      detail: { productId: "p1" },
    },
  },
  retireProduct: {
    product_not_found: { when: (shop) => shop.ask(product, "p1").retireProduct(), detail: { productId: "p1" } },
  },
};
