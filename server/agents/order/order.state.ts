import { z } from "zod";
import { Id } from "#lib/ids.ts";
import { Item } from "../item.contract.ts";
import { Order } from "./order.contract.ts";

const Line = Item.omit({ productId: true }).extend({ position: z.int().nonnegative() });

export const OrderState = z.object({
  order: Order.omit({ orderId: true, items: true, total: true })
    .extend({
      items: z.record(Id, Line),
      /** Of the content that the order was created with; later changes leave it. */
      createdFrom: z.string(),
    })
    .nullable(),
});
export type PlacedOrder = NonNullable<z.output<typeof OrderState>["order"]>;
