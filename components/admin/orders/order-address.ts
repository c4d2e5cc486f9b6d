import type { OrderStatus } from "#agents/order/order.contract.ts";

export const orderStatuses = ["new", "shipped", "cancelled"] as const satisfies readonly OrderStatus[];

/** Which orders the list shows, as its address says it. */
export type OrdersAsked = { status?: OrderStatus; text: string; after?: string };

/** The address of the list; what is as always is left out. */
export function ordersAddress({ status, text = "", after }: Partial<OrdersAsked>): string {
  const parameters = new URLSearchParams({
    ...(status !== undefined && { status }),
    ...(text !== "" && { q: text }),
    ...(after !== undefined && { after }),
  });
  return parameters.size === 0 ? "/admin/orders" : `/admin/orders?${parameters}`;
}

/** What an address asks for; null when no link of ours leads there. */
export function ordersAskedIn(parameters: Readonly<Record<string, string | string[] | undefined>>): OrdersAsked | null {
  const { status: given, q = "", after } = parameters;
  if (Array.isArray(q) || Array.isArray(after)) return null;
  const status = orderStatuses.find((each) => each === given);
  if (given !== undefined && status === undefined) return null;
  return { ...(status && { status }), text: q.trim().slice(0, 200), ...(after && { after }) };
}
