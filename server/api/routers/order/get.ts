import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { order } from "#agents/order/order.contract.ts";
import { idPattern } from "#lib/ids.ts";
import { visitorProcedure } from "../../trpc.ts";

/** The shopper's own order. Another's is as unknown as one that does not exist. */
export const get = visitorProcedure
  .input(z.object({ orderId: z.string().max(500) }))
  .query(async ({ ctx, input: { orderId } }) => {
    const { shopper } = ctx;
    const found =
      shopper !== null && idPattern.test(orderId)
        ? await ctx.runtime.as(shopper.caller).query(order, orderId).getOrder()
        : null;
    if (found === null || found.userId !== shopper?.id) {
      throw new TRPCError({ code: "NOT_FOUND", message: "There is no such order among yours." });
    }
    return found;
  });
