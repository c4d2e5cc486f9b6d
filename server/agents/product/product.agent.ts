import { z } from "zod";
import { agent } from "#runtime/agent.ts";
import { Product, product } from "./product.contract.ts";

// Retired, the product stays in the state, so that it comes back with the day it was first made.
const ProductState = z.object({ product: Product.nullable(), retired: z.boolean() });

export const createProduct = () =>
  agent(product, {
    asks: [],
    state: ProductState,
    initial: () => ({ product: null, retired: false }),
    history: "all",
    queries: {
      getProduct: ({ state }) => (state.retired ? null : (state.product as Product | null)),
      getLabel: ({ state: { product, retired } }) =>
        product && !retired ? { name: product.name, brand: product.brand } : null,
    },
    commands: {
      initializeProduct({ draft, input, ctx, ok }) {
        const now = ctx.now().toISOString();
        draft.product = { ...input, productId: ctx.id, createdAt: draft.product?.createdAt ?? now, updatedAt: now };
        draft.retired = false;
        return ok();
      },
      updateProduct({ draft, input, ctx, ok, fail }) {
        const { product: kept } = draft;
        if (!kept || draft.retired) return fail("product_not_found", { productId: ctx.id });
        const { name = kept.name, brand = kept.brand, description = kept.description, tags = kept.tags } = input;
        Object.assign(kept, { name, brand, description, tags, updatedAt: ctx.now().toISOString() });
        return ok();
      },
      retireProduct({ draft, ctx, ok, fail }) {
        if (!draft.product || draft.retired) return fail("product_not_found", { productId: ctx.id });
        draft.retired = true;
        draft.product.updatedAt = ctx.now().toISOString();
        return ok();
      },
    },
  });
