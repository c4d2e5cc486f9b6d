import { TRPCError, tracked } from "@trpc/server";
import { z } from "zod";
import type { Following } from "#server/live/live.ts";
import { readPlace } from "#server/live/place-id.ts";
import { readTopic } from "#server/live/topic.ts";
import { Wait } from "../../errors.ts";
import { visitorProcedure } from "../../trpc.ts";
import { findOwnOrder } from "../order/find-own-order.ts";

const Topics = z.array(z.string().max(140)).max(50);

const refusals = {
  too_many: { code: "TOO_MANY_REQUESTS", message: "Too many pages of yours follow the shop at once." },
  full: { code: "SERVICE_UNAVAILABLE", message: "Too many pages follow the shop at once. Please try again later." },
  closing: { code: "SERVICE_UNAVAILABLE", message: "The shop is about to restart. Please try again in a moment." },
} as const;

/**
 * Tells which of some topics may have changed, so that whoever shows them reads them again: `cart` (one's own, with its
 * prices), `price/<product id>`, `order/<order id>` (one's own). Others' topics and unknown ones tell nothing.
 */
export const changes = visitorProcedure
  .input(z.object({ topics: Topics, fresh: Topics.default([]), lastEventId: z.string().max(20_000).nullish() }))
  .subscription(async ({ ctx, input, signal }) => {
    // a foreign page cannot read this, and must not hold connections in the shopper's name either
    if (["cross-site", "same-site"].includes(ctx.request.headers.get("sec-fetch-site") ?? "")) {
      throw new TRPCError({ code: "FORBIDDEN", message: "Only the shop's own pages can follow it." });
    }
    const { shopper } = ctx;
    const mayFollow = async (text: string): Promise<boolean> => {
      const topic = readTopic(text);
      if (topic?.kind === "cart") return shopper !== null;
      if (topic?.kind === "order") return (await findOwnOrder(ctx.runtime, shopper, topic.id)) !== null;
      return topic !== null;
    };
    const own = await Promise.all(input.topics.map(async (topic) => ((await mayFollow(topic)) ? [topic] : [])));
    const followed = ctx.live.follow({
      topics: own.flat(),
      fresh: input.fresh,
      since: typeof input.lastEventId === "string" ? readPlace(input.lastEventId) : null,
      shopper,
      address: ctx.request.address,
      isStillThere: async () => (await ctx.sessionNow())?.shopperId === shopper?.id,
    });
    if (!followed.ok) throw new TRPCError({ ...refusals[followed.error], cause: new Wait(30) });
    const following = followed.value;
    if (signal?.aborted) following.end();
    signal?.addEventListener("abort", () => following.end(), { once: true });
    return newsOf(following);
  });

async function* newsOf(following: Following) {
  try {
    for (let news = await following.next(); news !== null; news = await following.next()) {
      yield tracked(news.id, { changed: news.changed });
    }
  } finally {
    following.end();
  }
}
