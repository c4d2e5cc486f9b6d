import { TRPCError } from "@trpc/server";
import type { Order } from "#agents/order/order.contract.ts";
import type { Runtime } from "#runtime/runtime.ts";
import type { Shopper } from "../../trpc.ts";
import { findOwnOrder } from "./find-own-order.ts";

/** The shopper's own order. Another's is as unknown as one that does not exist. */
export async function ownOrder(
  runtime: Runtime,
  shopper: Shopper | null,
  orderId: string,
): Promise<{ found: Order; shopper: Shopper }> {
  const found = await findOwnOrder(runtime, shopper, orderId);
  if (shopper === null || found === null) {
    throw new TRPCError({ code: "NOT_FOUND", message: "There is no such order among yours." });
  }
  return { found, shopper };
}
