import type { Product } from "#agents/product/product.contract.ts";
import { timestamp } from "./wire-time.ts";

export const toWireProduct = (product: Product) => ({
  "product-id": product.productId,
  name: product.name,
  brand: product.brand,
  description: product.description,
  tags: product.tags,
  "created-at": timestamp(product.createdAt),
  "updated-at": timestamp(product.updatedAt),
});
