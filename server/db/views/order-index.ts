import type { OrderStatus } from "#agents/order/order.contract.ts";
import { lowerCased } from "#lib/search-query.ts";
import type { OrderIndex } from "#server/api/order-index.ts";
import type { Database } from "../client.ts";
import { columnText } from "../column-text.ts";
import { Prisma } from "../generated/client.ts";

type Row = { orderId: string; placedAt: Date };

export const createOrderIndex = (database: Database): OrderIndex => ({
  async find({ status, text, after, limit }) {
    const ofStatus = status === undefined ? Prisma.empty : Prisma.sql`AND status = ${status}`;
    const older =
      after === undefined
        ? Prisma.empty
        : Prisma.sql`AND (placed_at, order_id) < (${after.placedAt}::timestamptz, ${after.orderId})`;
    const rows = await database.$queryRaw<Row[]>`
      SELECT order_id AS "orderId", placed_at AS "placedAt" FROM placed_order
      WHERE ${matching(text)} ${ofStatus} ${older}
      ORDER BY placed_at DESC, order_id DESC LIMIT ${limit + 1}`;
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      orderIds: rows.slice(0, limit).map(({ orderId }) => orderId),
      next: last === undefined ? null : { placedAt: last.placedAt.toISOString(), orderId: last.orderId },
    };
  },

  async count(text) {
    const rows = await database.$queryRaw<{ status: string; count: number }[]>`
      SELECT status, count(*)::integer AS count FROM placed_order WHERE ${matching(text)} GROUP BY status`;
    const of = (status: OrderStatus) => rows.find((row) => row.status === status)?.count ?? 0;
    return { new: of("new"), shipped: of("shipped"), cancelled: of("cancelled") };
  },
});

function matching(text: string | undefined): Prisma.Sql {
  if (text === undefined) return Prisma.sql`TRUE`;
  const given = columnText(text);
  const lower = columnText(lowerCased(text));
  // numbers and addresses are ASCII, so PostgreSQL's lower case is the same as ours
  return Prisma.sql`(
    starts_with(lower(order_id), ${lower}) OR strpos(lower(email), ${lower}) > 0 OR shopper_id = ${given}
    OR shopper_id IN (
      SELECT shopper_id FROM "user" WHERE is_anonymous IS NOT TRUE AND strpos(lower("user".email), ${lower}) > 0
    )
  )`;
}
