import { product } from "#agents/product/product.contract.ts";
import { keyed } from "#server/api/idempotency-key.ts";
import { found, made } from "./answers.ts";
import { callerOf } from "./authenticate.ts";
import { sendFound, textOnce } from "./envelopes.ts";
import { type AddRoutes, ChangeHeaders, ProductParams } from "./route-context.ts";
import { toWireProduct, WireProduct } from "./wire-product.ts";

export const addProductRoutes: AddRoutes = (routes, runtime) => {
  const productText = textOnce(toWireProduct);

  routes.get(
    "/product/:productId",
    { schema: { ...found("Read a product", WireProduct), params: ProductParams } },
    async (request, reply) =>
      sendFound(
        reply,
        await runtime.as(callerOf(request)).query(product, request.params.productId).getProduct(),
        productText,
      ),
  );

  routes.post(
    "/product/:productId",
    {
      schema: {
        ...made("Make or replace a product"),
        params: ProductParams,
        headers: ChangeHeaders,
        body: product.commands.initializeProduct.input,
      },
    },
    async (request) => {
      const how = keyed(request.headers["idempotency-key"]);
      await runtime.as(callerOf(request)).ask(product, request.params.productId, how).initializeProduct(request.body);
      return { message: "created" };
    },
  );
};
