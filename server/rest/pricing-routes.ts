import { z } from "zod";
import { DEFAULT_CURRENCY, DEFAULT_REGION } from "#agents/item.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { keyed } from "#server/api/idempotency-key.ts";
import { found, made } from "./answers.ts";
import { callerOf } from "./authenticate.ts";
import { sendFound, sendOutcome, textOnce } from "./envelopes.ts";
import { type AddRoutes, ChangeHeaders, ProductParams } from "./route-context.ts";
import { PricingInput, toWireChosenPrice, toWirePricing, WireChosenPrice, WirePricing } from "./wire-pricing.ts";

const PriceQuery = z.object({
  currency: z.string().max(64).default(DEFAULT_CURRENCY),
  region: z.string().max(64).optional(),
  zone: z.string().max(64).optional(),
});

const change = { params: ProductParams, headers: ChangeHeaders, body: PricingInput };

export const addPricingRoutes: AddRoutes = (routes, runtime) => {
  const pricingText = textOnce(toWirePricing);
  const chosenText = textOnce(toWireChosenPrice);

  routes.get(
    "/pricing/:productId",
    { schema: { ...found("Read a product's prices", WirePricing), params: ProductParams } },
    async (request, reply) =>
      sendFound(
        reply,
        await runtime.as(callerOf(request)).query(pricing, request.params.productId).getPricing(),
        pricingText,
      ),
  );

  routes.get(
    "/pricing/:productId/price",
    { schema: { ...found("Today's price and why", WireChosenPrice), params: ProductParams, querystring: PriceQuery } },
    async (request, reply) => {
      const { currency, region, zone } = request.query;
      const asked = { currency, region: region ?? zone ?? DEFAULT_REGION };
      const { query } = runtime.as(callerOf(request));
      return sendFound(reply, await query(pricing, request.params.productId).getPrice(asked), chosenText);
    },
  );

  routes.post(
    "/pricing/:productId",
    { schema: { ...made("Replace all prices"), ...change } },
    async (request, reply) => {
      const { ask } = runtime.as(callerOf(request));
      const target = ask(pricing, request.params.productId, keyed(request.headers["idempotency-key"]));
      return sendOutcome(reply, await target.initializePricing(request.body), () => ({ message: "created" }));
    },
  );

  routes.patch("/pricing/:productId", { schema: { ...made("Merge prices"), ...change } }, async (request, reply) => {
    const { ask } = runtime.as(callerOf(request));
    const target = ask(pricing, request.params.productId, keyed(request.headers["idempotency-key"]));
    return sendOutcome(reply, await target.updatePricing(request.body), () => ({ message: "updated" }));
  });
};
