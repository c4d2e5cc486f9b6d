import { cartMove } from "#agents/cart-move/cart-move.contract.ts";
import { purchaseHistory } from "#agents/purchase-history/purchase-history.contract.ts";
import type { Runtime } from "#runtime/runtime.ts";
import type { GuestMove } from "./move-ledger.ts";

/** Moves what a guest has to the account's shopper; each may be repeated at any time and moves nothing twice. */
export interface Belongings {
  moveCart(move: GuestMove): Promise<void>;
  moveHistory(move: GuestMove): Promise<void>;
}

export function createBelongings(runtime: Runtime): Belongings {
  const system = runtime.as({ kind: "system", id: "guest-moves" });
  return {
    async moveCart({ fromShopperId, toShopperId }) {
      // one key a guest: however often it is tried, it is one call
      await system.ask(cartMove, fromShopperId, { key: `move:${fromShopperId}` }).move({ to: toShopperId });
    },
    async moveHistory({ fromShopperId, toShopperId }) {
      // no key: the list may have grown since the last try, and each order is taken once by its id
      const orders = await system.query(purchaseHistory, fromShopperId).getOrders();
      if (orders.length > 0) await system.ask(purchaseHistory, toShopperId).absorb({ orders });
    },
  };
}
