import { z } from "zod";
import { order } from "#agents/order/order.contract.ts";
import { visitorProcedure } from "../../trpc.ts";
import { orderEvents } from "./order-events.ts";
import { ownOrder } from "./own-order.ts";

/** Far more than an order of the shop sees; of more, the newest. */
const most = 200;

/** What happened to the shopper's own order, oldest first, from its journal. `earlier` says that more went before. */
export const timeline = visitorProcedure
  .input(z.object({ orderId: z.string().max(500) }))
  .query(async ({ ctx, input: { orderId } }) => {
    const { found, shopper } = await ownOrder(ctx.runtime, ctx.shopper, orderId);
    const { entries, cursor } = await ctx.runtime.history(order, found.orderId, { limit: most, states: false });
    return { events: orderEvents(entries, shopper.caller), earlier: cursor !== undefined };
  });
