import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { visitorProcedure } from "../../trpc.ts";
import { findOwnOrder } from "./find-own-order.ts";

/** The shopper's own order. Another's is as unknown as one that does not exist. */
export const get = visitorProcedure
  .input(z.object({ orderId: z.string().max(500) }))
  .query(async ({ ctx, input: { orderId } }) => {
    const found = await findOwnOrder(ctx.runtime, ctx.shopper, orderId);
    if (found === null) {
      throw new TRPCError({ code: "NOT_FOUND", message: "There is no such order among yours." });
    }
    return found;
  });
