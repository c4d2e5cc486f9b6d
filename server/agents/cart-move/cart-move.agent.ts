import { z } from "zod";
import { agent } from "#runtime/agent.ts";
import { cart } from "../cart/cart.contract.ts";
import { cartMove } from "./cart-move.contract.ts";

export const createCartMove = () =>
  agent(cartMove, {
    asks: [cart],
    state: z.object({}),
    initial: () => ({}),
    queries: {},
    commands: {
      // whatever breaks between the two, the turn's record has the goods and brings them to the other cart
      async move({ input: { to }, ctx, ok }) {
        if (to === ctx.id) return ok({ leftOut: [] });
        const given = await ctx.ask(cart, ctx.id).giveAway();
        if (!given.ok) throw new Error("a cart never refuses to give away");
        if (given.value === null) return ok({ leftOut: [] });
        const absorbed = await ctx.ask(cart, to).absorb({ from: given.value });
        if (!absorbed.ok) throw new Error("a cart never refuses to absorb");
        return ok(absorbed.value);
      },
    },
  });
