import { shoppingAssistant } from "#agents/shopping-assistant/shopping-assistant.contract.ts";
import { keyed } from "#server/api/idempotency-key.ts";
import { bare, changed } from "./answers.ts";
import { callerOf } from "./authenticate.ts";
import { done, sendOutcome } from "./envelopes.ts";
import { type AddRoutes, ChangeHeaders, UserParams } from "./route-context.ts";
import { toWireRecommended, WireRecommended } from "./wire-recommended.ts";

export const addAssistantRoutes: AddRoutes = (routes, runtime) => {
  // without an envelope, as it always was
  routes.get(
    "/assistant/:userId/recommended-items",
    { schema: { ...bare("What is recommended and why", WireRecommended), params: UserParams } },
    async (request) => {
      const assistant = runtime.as(callerOf(request)).query(shoppingAssistant, request.params.userId);
      return toWireRecommended(await assistant.getRecommendedItems());
    },
  );

  routes.post(
    "/assistant/:userId/recommend",
    { schema: { ...changed("Ask for new recommendations"), params: UserParams, headers: ChangeHeaders } },
    async (request, reply) => {
      const how = keyed(request.headers["idempotency-key"]);
      const assistant = runtime.as(callerOf(request)).ask(shoppingAssistant, request.params.userId, how);
      return sendOutcome(reply, await assistant.recommendItems({}), done("recommendation requested"));
    },
  );
};
