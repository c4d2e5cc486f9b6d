import { z } from "zod";
import { OrderStatus, order } from "#agents/order/order.contract.ts";
import { Fault } from "#runtime/faults.ts";
import { viewerProcedure } from "../../../trpc.ts";
import { OrderCursor, orderCursor } from "./order-cursor.ts";

const away = (cause: unknown): never => {
  throw new Fault("unavailable", "orders cannot be looked up", { cause });
};

/**
 * Orders of one status or of all, newest first, with how many there are of each. The index says which they are, and their
 * agents what they are now: one that has just changed its status is not on the old one's list.
 */
export const list = viewerProcedure
  .input(
    z.object({
      status: OrderStatus.optional(),
      text: z.string().trim().max(200).optional(),
      cursor: OrderCursor.optional(),
      limit: z.int().min(1).max(100).default(25),
    }),
  )
  .query(async ({ ctx, input: { status, text: typed, cursor: after, limit } }) => {
    const text = typed || undefined;
    const [page, counts] = await Promise.all([
      ctx.orderIndex.find({ status, text, after, limit }),
      ctx.orderIndex.count(text),
    ]).catch(away);
    const found = await Promise.all(page.orderIds.map((orderId) => ctx.read(order, orderId).getOrder()));
    const orders = found.flatMap((one) => {
      if (one === null || (status !== undefined && one.orderStatus !== status)) return [];
      const { orderId, userId, email, orderStatus, items, total, createdAt } = one;
      const itemCount = items.reduce((count, { quantity }) => count + quantity, 0);
      return [{ orderId, userId, email, orderStatus, itemCount, total, createdAt }];
    });
    return { orders, counts, cursor: page.next === null ? null : orderCursor(page.next) };
  });
