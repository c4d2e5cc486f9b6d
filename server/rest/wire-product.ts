import { z } from "zod";
import type { Product } from "#agents/product/product.contract.ts";
import { Timestamp, timestamp } from "./wire-time.ts";

export const WireProduct = z.object({
  "product-id": z.string(),
  name: z.string(),
  brand: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  "created-at": Timestamp,
  "updated-at": Timestamp,
});

export const toWireProduct = (product: Product): z.output<typeof WireProduct> => ({
  "product-id": product.productId,
  name: product.name,
  brand: product.brand,
  description: product.description,
  tags: product.tags,
  "created-at": timestamp(product.createdAt),
  "updated-at": timestamp(product.updatedAt),
});
