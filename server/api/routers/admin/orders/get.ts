import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { order } from "#agents/order/order.contract.ts";
import { idPattern } from "#lib/ids.ts";
import { named } from "../../../people.ts";
import { viewerProcedure } from "../../../trpc.ts";

/** Any order, and what has happened to it and by whom, newest first. It needs no read model. */
export const get = viewerProcedure
  .input(z.object({ orderId: z.string().max(500) }))
  .query(async ({ ctx, input: { orderId } }) => {
    const found = idPattern.test(orderId) ? await ctx.read(order, orderId).getOrder() : null;
    if (found === null) throw new TRPCError({ code: "NOT_FOUND", message: "There is no such order." });
    const { entries } = await ctx.runtime.history(order, orderId, { limit: 100, states: false });
    const whoIs = await named(
      ctx.people,
      entries.map(({ caller }) => caller),
    );
    const timeline = entries.map(({ version, method, caller, at }) => ({
      version,
      method,
      at: at.toISOString(),
      who: whoIs(caller),
    }));
    return { order: found, timeline };
  });
