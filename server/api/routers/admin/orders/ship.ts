import { z } from "zod";
import { order } from "#agents/order/order.contract.ts";
import { Id } from "#lib/ids.ts";
import { IdempotencyKey, keyed } from "../../../idempotency-key.ts";
import { staffProcedure } from "../../../trpc.ts";

export const ship = staffProcedure
  .input(z.object({ orderId: Id, key: IdempotencyKey.optional() }))
  .mutation(({ ctx, input: { orderId, key } }) =>
    ctx.runtime.as(ctx.staff).ask(order, orderId, keyed(key)).shipOrder(),
  );
