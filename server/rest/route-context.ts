import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { Id } from "#lib/ids.ts";
import type { Runtime } from "#runtime/runtime.ts";
import { IdempotencyKey } from "#server/api/idempotency-key.ts";

/** A scope whose routes are typed by their zod schemas. */
export type Routes = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Adds the routes of one noun. */
export type AddRoutes = (routes: Routes, runtime: Runtime) => void;

// the router takes a hyphen in a parameter for the end of its name
export const ProductParams = z.object({ productId: Id });
export const UserParams = z.object({ userId: Id });
export const OrderParams = z.object({ orderId: Id });

/** On every change: the same key again gets the first answer. */
export const ChangeHeaders = z.object({ "idempotency-key": IdempotencyKey.optional() });
export const QuantityBody = z.object({ quantity: z.number() });
export const EmailBody = z.object({ email: z.string().max(1_000) });
