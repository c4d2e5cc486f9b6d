import { order } from "#agents/order/order.contract.ts";
import type { RuntimeProcess } from "#runtime/create-runtime.ts";
import type { OrderIndex } from "../order-index.ts";

/** An index without a database, which asks every order; it can be away. */
export function memoryOrderIndex({ list, as }: Pick<RuntimeProcess, "list" | "as">): OrderIndex & { away: boolean } {
  async function matching(text = "") {
    if (index.away) throw new Error("there is no database");
    const { ids } = await list(order, { limit: 1_000 });
    const read = as({ kind: "system", id: "test" }).query;
    const found = await Promise.all(ids.map((id) => read(order, id).getOrder()));
    return found
      .flatMap((one) => (one === null || !`${one.orderId} ${one.email} ${one.userId}`.includes(text) ? [] : [one]))
      .sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
  }
  const index: OrderIndex & { away: boolean } = {
    away: false,
    async find({ status, text, after, limit }) {
      const found = (await matching(text)).filter(
        (one) =>
          (!status || one.orderStatus === status) && (!after || placeOf(one) < `${after.placedAt} ${after.orderId}`),
      );
      const last = found.length > limit ? found[limit - 1] : undefined;
      return {
        orderIds: found.slice(0, limit).map(({ orderId }) => orderId),
        next: last ? { placedAt: last.createdAt, orderId: last.orderId } : null,
      };
    },
    async count(text) {
      const found = await matching(text);
      const of = (status: string) => found.filter(({ orderStatus }) => orderStatus === status).length;
      return { new: of("new"), shipped: of("shipped"), cancelled: of("cancelled") };
    },
  };
  return index;
}

const placeOf = ({ createdAt, orderId }: { createdAt: string; orderId: string }): string => `${createdAt} ${orderId}`;
