import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { Product } from "#agents/product/product.contract.ts";
import { MAX_IDS, productSearch, SearchText } from "#agents/product-search/product-search.contract.ts";
import { idPattern } from "#lib/ids.ts";
import { searched } from "./answers.ts";
import { callerOf } from "./authenticate.ts";
import type { AddRoutes } from "./route-context.ts";
import { toWireProduct, WireProduct } from "./wire-product.ts";

const Search = z.object({ query: SearchText.default("") });
// ids that no product can have are not found, as others
const ByIds = z.object({
  ids: z
    .string()
    .transform((text) => text.split(",").filter((id) => idPattern.test(id)))
    .pipe(z.array(z.string()).max(MAX_IDS)),
});

/** Finding products. A query that cannot be read is a refusal of the search, with words of its own. */
export const addSearchRoutes: AddRoutes = (routes, runtime) => {
  routes.get(
    "/product/search",
    { schema: searched("Products that match", WireProduct, Search) },
    async (request, reply) => {
      const asked = Search.safeParse(request.query);
      if (!asked.success) return refuse(reply, asked.error);
      return sendProducts(reply, await runtime.as(callerOf(request)).query(productSearch, "any").search(asked.data));
    },
  );

  routes.get("/product", { schema: searched("Products by their ids", WireProduct, ByIds) }, async (request, reply) => {
    const asked = ByIds.safeParse(request.query);
    if (!asked.success) return refuse(reply, asked.error);
    return sendProducts(reply, await runtime.as(callerOf(request)).query(productSearch, "any").getByIds(asked.data));
  });
};

const sendProducts = (reply: FastifyReply, found: Product[]) => reply.send({ ok: found.map(toWireProduct) });

function refuse(reply: FastifyReply, { issues }: z.ZodError): FastifyReply {
  const error = issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  return reply.code(400).send({ err: { error } });
}
