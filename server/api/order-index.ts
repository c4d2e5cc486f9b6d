import type { OrderStatus } from "#agents/order/order.contract.ts";

/** The place of an order in the list. */
export type OrderPlace = { placedAt: string; orderId: string };

export type AskedOrders = {
  status?: OrderStatus | undefined;
  /** The beginning of an order's number, a part of its or its account's e-mail address, or a shopper id. */
  text?: string | undefined;
  after?: OrderPlace | undefined;
  limit: number;
};

/** Orders by what their agents cannot be asked by. It may be a moment behind them; it throws while PostgreSQL is away. */
export interface OrderIndex {
  /** Newest first; `next` is where the next page goes on. */
  find(asked: AskedOrders): Promise<{ orderIds: string[]; next: OrderPlace | null }>;
  /** How many fit the text, by status. */
  count(text?: string): Promise<Record<OrderStatus, number>>;
}
