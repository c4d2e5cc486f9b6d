import { type Order, order } from "#agents/order/order.contract.ts";
import type { ToQuery } from "#runtime/contract.ts";
import { isEnd, ofPartition, type Projection } from "./projection.ts";
import { upsertInto } from "./upsert.ts";

const upsert = upsertInto({
  name: "placed_order",
  key: ["order_id"],
  columns: {
    order_id: "text",
    partition: "integer",
    version: "integer",
    shopper_id: "text",
    email: "text",
    status: "text",
    item_count: "integer",
    total: "bigint",
    currency: "text",
    region: "text",
    placed_at: "timestamptz",
    updated_at: "timestamptz",
  },
});

const rowOf = (partition: number, version: number, found: Order) => ({
  order_id: found.orderId,
  partition,
  version,
  shopper_id: found.userId,
  email: found.email,
  status: found.orderStatus,
  item_count: found.items.reduce((count, { quantity }) => count + quantity, 0),
  total: found.total.amount,
  currency: found.currency,
  region: found.region,
  placed_at: found.createdAt,
  updated_at: found.updatedAt,
});

/** Orders by status, shopper and date. */
export const projectOrders = (query: ToQuery): Projection => ({
  of: order,
  async collect(partition, changes) {
    const rows: ReturnType<typeof rowOf>[] = [];
    const gone: string[] = [];
    await Promise.all(
      changes.map(async (change) => {
        const found = await query(order, change.id).getOrder();
        if (found !== null) rows.push(rowOf(partition, change.version, found));
        else if (isEnd(change)) gone.push(change.id);
      }),
    );
    return async (transaction) => {
      if (gone.length > 0) await transaction.placedOrder.deleteMany({ where: { orderId: { in: gone } } });
      await upsert(transaction, rows);
    };
  },
  clear: (transaction, which) => transaction.placedOrder.deleteMany({ where: ofPartition(which) }),
});
