import type { FastifyInstance } from "fastify";
import { validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import type { Log } from "#runtime/log.ts";
import type { Runtime } from "#runtime/runtime.ts";
import type { ApiKeys } from "#server/auth/api-keys.ts";
import { addAgentRoutes } from "./agent-routes.ts";
import { addAssistantRoutes } from "./assistant-routes.ts";
import { demandKey } from "./authenticate.ts";
import { addCartRoutes } from "./cart-routes.ts";
import { addDocumentation, noteRoutes } from "./documentation.ts";
import { problem } from "./envelopes.ts";
import { addOrderRoutes } from "./order-routes.ts";
import { addPricingRoutes } from "./pricing-routes.ts";
import { addProductRoutes } from "./product-routes.ts";
import { sendError } from "./rest-error.ts";
import { addSearchRoutes } from "./search-routes.ts";

type Options = {
  runtime: Runtime;
  apiKeys: ApiKeys;
  countRefused: (address: string) => number;
  log: Log;
};

/** The REST door as a Fastify plugin, for programs with an API key. */
export const restDoor = ({ runtime, apiKeys, countRefused, log }: Options) =>
  async function rest(scope: FastifyInstance): Promise<void> {
    scope.setValidatorCompiler(validatorCompiler);
    scope.setErrorHandler(sendError(log));
    acceptEmptyBodies(scope);
    scope.addHook("onRequest", (_request, reply, done) => {
      reply.headers({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
      done();
    });
    await noteRoutes(scope);
    await addDocumentation(scope);
    await scope.register(async (keyed) => {
      demandKey(keyed, { apiKeys, countRefused });
      const routes = keyed.withTypeProvider<ZodTypeProvider>();
      const nouns = [
        addSearchRoutes,
        addProductRoutes,
        addPricingRoutes,
        addCartRoutes,
        addOrderRoutes,
        addAssistantRoutes,
        addAgentRoutes,
      ];
      for (const add of nouns) add(routes, runtime);
      // a route of its own, because the pages' wildcard would take what is left over
      for (const rest of ["/", "/*"]) {
        keyed.all(rest, async (_request, reply) => reply.code(404).send(problem("There is no such route.")));
      }
    });
  };

// clients announce JSON on every POST, also where there is nothing to say
function acceptEmptyBodies(scope: FastifyInstance): void {
  const parse = scope.getDefaultJsonParser("error", "ignore");
  scope.removeContentTypeParser("application/json");
  scope.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null, undefined);
    else parse(request, String(body), done);
  });
}
