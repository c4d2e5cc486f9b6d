import { z } from "zod";
import { agent, ephemeral } from "./agent.ts";
import { contract } from "./contract.ts";
import type { Runtime } from "./runtime.ts";

const Price = z.object({ amount: z.int(), currency: z.string() });
export const product = contract("product", {
  queries: { getProduct: { returns: z.object({ name: z.string() }).nullable() } },
  commands: { touch: { fails: { busy: z.void() } } },
});
export const pricing = contract("pricing", {
  queries: { getPrice: { input: z.object({ currency: z.string() }), returns: Price.nullable() } },
  commands: {},
});
export const cart = contract("cart", {
  queries: { getTotal: { returns: z.int() } },
  commands: {
    addItem: {
      input: z.object({ productId: z.string(), quantity: z.int() }),
      fails: { product_not_found: z.object({ productId: z.string() }), cart_full: z.void() },
    },
    checkout: { returns: z.string(), fails: { empty_items: z.void() } },
  },
});
export const createCart = () =>
  agent(cart, {
    asks: [product],
    state: z.object({ lines: z.record(z.string(), z.int()) }),
    initial: () => ({ lines: {} }),
    queries: {
      getTotal: ({ state, ctx }) => {
        ctx.now();
        // @ts-expect-error a query cannot write
        state.lines.x = 1;
        // @ts-expect-error a query cannot ask
        ctx.ask;
        return Object.values(state.lines).reduce((a, b) => a + b, 0);
      },
    },
    commands: {
      async addItem({ draft, input, ctx, ok, fail }) {
        const [found, price] = await Promise.all([
          ctx.query(product, input.productId).getProduct(),
          ctx.query(pricing, input.productId).getPrice({ currency: "USD" }),
        ]);
        if (!found || !price) return fail("product_not_found", { productId: input.productId });
        const touched = await ctx.ask(product, input.productId).touch();
        if (!touched.ok) return fail("cart_full");
        // @ts-expect-error pricing is not among those that it asks
        ctx.ask(pricing, "p");
        // @ts-expect-error not declared
        if (price.amount < 0) return fail("nope");
        // @ts-expect-error commands cannot be queried
        ctx.query(product, "x").touch;
        ctx.tell(cart, ctx.id, { at: ctx.now() }).checkout();
        draft.lines[input.productId] = input.quantity;
        return ok();
      },
      checkout: ({ ctx, ok, fail, draft }) => (Object.keys(draft.lines).length ? ok(ctx.newId()) : fail("empty_items")),
    },
  });
export const productAgent = agent(product, {
  state: z.object({ name: z.string().nullable() }),
  initial: () => ({ name: null }),
  queries: {
    getProduct: async ({ state, ctx }) => {
      await ctx.query(cart, "u").getTotal();
      return state.name ? { name: state.name } : null;
    },
  },
  commands: {
    touch: async ({ ctx, ok }) => {
      await ctx.ask(cart, "u").checkout();
      return ok();
    },
  },
});
declare const runtime: Runtime;
export async function door() {
  const r = await runtime
    .as({ kind: "guest", id: "g" })
    .ask(cart, "u1", { key: "k" })
    .addItem({ productId: "p001", quantity: 1 });
  if (!r.ok)
    switch (r.error.code) {
      case "product_not_found":
        return r.error.detail.productId;
      case "cart_full":
        return "full";
    }
  // @ts-expect-error quantity is missing
  await runtime.as({ kind: "guest", id: "g" }).ask(cart, "u1").addItem({ productId: "p001" });
  return (await runtime.as({ kind: "system", id: "s" }).tell(cart, "u1").checkout()).callId;
}
export const search = contract("productSearch", {
  queries: { search: { input: z.object({ text: z.string() }), returns: z.array(z.string()) } },
  commands: {},
});
export const searchAgent = ephemeral(search, {
  search: async ({ input, ctx }) => (await ctx.list(product, { prefix: input.text })).ids,
});
