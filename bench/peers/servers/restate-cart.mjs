// The cart as a virtual object of Restate, in a process of its own as its users run it: node restate-cart.mjs <port>
import * as restate from "@restatedev/restate-sdk";

const cart = restate.object({
  name: "Cart",
  // nobody asks for the steps of a call afterwards: keeping them for a day would only cost Restate time
  options: { journalRetention: 0 },
  handlers: {
    addItem: async (context, item) => {
      const lines = (await context.get("lines")) ?? {};
      const line = lines[item.productId];
      lines[item.productId] = line ? { ...line, quantity: line.quantity + item.quantity } : item;
      context.set("lines", lines);
      return { ok: "item added" };
    },
    getCart: restate.handlers.object.shared(async (context) => ({
      userId: context.key,
      items: Object.values((await context.get("lines")) ?? {}),
    })),
  },
});

const port = await restate.serve({ services: [cart], port: Number(process.argv[2]) });
console.log(`listening on ${port}`);
