import { z } from "zod";
import { cart } from "#agents/cart/cart.contract.ts";
import { cartMove } from "#agents/cart-move/cart-move.contract.ts";
import { order } from "#agents/order/order.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { purchaseHistory } from "#agents/purchase-history/purchase-history.contract.ts";
import { shoppingAssistant } from "#agents/shopping-assistant/shopping-assistant.contract.ts";
import { Id } from "#lib/ids.ts";
import type { AnyContract } from "#runtime/contract.ts";
import { keyed } from "#server/api/idempotency-key.ts";
import { accepted } from "./answers.ts";
import { callerOf } from "./authenticate.ts";
import { problem } from "./envelopes.ts";
import { type AddRoutes, ChangeHeaders } from "./route-context.ts";

const contracts: readonly AnyContract[] = [cart, cartMove, order, pricing, product, purchaseHistory, shoppingAssistant];

const Name = z.string().max(64);
const params = z.object({ type: Name, agentId: Id, method: Name });
const Accepted = z.object({ ok: z.object({ "call-id": z.string() }) });

/** Which input suits is found out by the contract's schema. */
type Tell = Record<string, (input: unknown) => Promise<{ callId: string }>>;

/** The low-level door: any command of any agent by its name. */
export const addAgentRoutes: AddRoutes = (routes, runtime) => {
  routes.post(
    "/agents/:type/:agentId/trigger/:method",
    {
      schema: {
        ...accepted("Tell an agent a command, and wait only until it is accepted", Accepted),
        params,
        headers: ChangeHeaders,
        body: z.unknown(),
      },
    },
    async (request, reply) => {
      const { type, agentId, method } = request.params;
      const contract = contracts.find(({ name, commands }) => name === type && Object.hasOwn(commands, method));
      const how = keyed(request.headers["idempotency-key"]);
      const tell: Tell | undefined = contract && runtime.as(callerOf(request)).tell(contract, agentId, how);
      const told = tell?.[method]?.(request.body);
      if (!told) return reply.code(404).send(problem(`There is no command ${type}.${method}.`));
      const { callId } = await told;
      return reply.code(202).send({ ok: { "call-id": callId } });
    },
  );
};
