import { z } from "zod";
import { Id } from "#lib/ids.ts";
import { agent } from "#runtime/agent.ts";
import { type Lines, lineOf, nextPosition } from "../lines.ts";
import { OrderSummary, purchaseHistory } from "./purchase-history.contract.ts";

const Entry = OrderSummary.omit({ orderId: true }).extend({ position: z.int().nonnegative() });
type Entry = z.output<typeof Entry>;

function addOnce(orders: Lines<Entry>, { orderId, ...summary }: OrderSummary): void {
  if (!lineOf(orders, orderId)) orders[orderId] = { ...summary, position: nextPosition(orders) };
}

function newestFirst(orders: Readonly<Lines<Entry>>): OrderSummary[] {
  return Object.entries(orders)
    .sort(([, a], [, b]) => Date.parse(b.placedAt) - Date.parse(a.placedAt) || b.position - a.position)
    .map(([orderId, { position: _, ...summary }]) => ({ orderId, ...summary }));
}

export const createPurchaseHistory = () =>
  agent(purchaseHistory, {
    asks: [],
    state: z.object({ orders: z.record(Id, Entry) }),
    initial: () => ({ orders: {} }),
    queries: { getOrders: ({ state }) => newestFirst(state.orders) },
    commands: {
      addOrder({ draft, input, ok }) {
        addOnce(draft.orders, input);
        return ok();
      },
      absorb({ draft, input, ok }) {
        // Oldest first, as they would have come.
        for (const order of [...input.orders].reverse()) addOnce(draft.orders, order);
        return ok();
      },
    },
  });
