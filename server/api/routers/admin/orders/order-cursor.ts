import { z } from "zod";
import { Id } from "#lib/ids.ts";
import type { OrderPlace } from "../../../order-index.ts";

/** PostgreSQL's calendar has no year 0: it would answer as if it were away. */
const Instant = z.iso.datetime().refine((text) => !text.startsWith("0000-"), "no such year");
const Place = z.object({ placedAt: Instant, orderId: Id });

/** Where a page of orders goes on, as it stands in an address: `<instant>_<order id>`. */
export const OrderCursor = z
  .string()
  .max(200)
  .transform((text) => {
    const [placedAt, ...orderId] = text.split("_");
    return { placedAt, orderId: orderId.join("_") };
  })
  .pipe(Place);

export const orderCursor = ({ placedAt, orderId }: OrderPlace): string => `${placedAt}_${orderId}`;
