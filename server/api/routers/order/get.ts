import { z } from "zod";
import { visitorProcedure } from "../../trpc.ts";
import { ownOrder } from "./own-order.ts";

/** The shopper's own order. Another's is as unknown as one that does not exist. */
export const get = visitorProcedure
  .input(z.object({ orderId: z.string().max(500) }))
  .query(async ({ ctx, input: { orderId } }) => (await ownOrder(ctx.runtime, ctx.shopper, orderId)).found);
