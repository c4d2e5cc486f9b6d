import { z } from "zod";
import { shoppingAssistant } from "#agents/shopping-assistant/shopping-assistant.contract.ts";
import { IdempotencyKey, keyed } from "../../idempotency-key.ts";
import { shopperProcedure } from "../../trpc.ts";

/** Asks for new recommendations; `assistant.get` has them when it is no longer pending. */
export const recommend = shopperProcedure
  .input(z.object({ key: IdempotencyKey.optional() }).default({}))
  .mutation(({ ctx, input: { key } }) =>
    ctx.runtime.as(ctx.shopper.caller).ask(shoppingAssistant, ctx.shopper.id, keyed(key)).recommendItems({}),
  );
