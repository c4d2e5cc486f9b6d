import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from "@trpc/server/adapters/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Log } from "#runtime/log.ts";
import { type ApiDependencies, createContext } from "#server/api/context.ts";
import { retryAfterOf } from "#server/api/errors.ts";
import { type AppRouter, appRouter } from "#server/api/root.ts";
import { describeRequestError, type RequestError } from "./request-error.ts";
import { dataPolicy } from "./security-headers.ts";

const passedOn = ["cookie", "authorization", "x-api-key", "user-agent", "sec-fetch-site"] as const;

/** As many calls as the browser puts into one request. */
const maxBatchSize = 20;

// JSON-RPC's number for it, which tRPC uses on the wire
const invalidRequest = -32600;

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers({ "x-forwarded-for": request.ip });
  for (const name of passedOn) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  return headers;
}

export async function mountTrpc(app: FastifyInstance, api: ApiDependencies, log: Log): Promise<void> {
  // a stream never ends by itself, and the server waits for what is under way
  app.addHook("preClose", async () => api.live.close());
  await app.register(async (scope) => {
    scope.addHook("onRequest", async (_request, reply) => {
      reply.headers({ "content-security-policy": dataPolicy, "cache-control": "no-store" });
    });
    // what fails before tRPC still answers in its shape, so that its clients can read it
    scope.setErrorHandler((error: RequestError, _request, reply) => {
      const { status, message } = describeRequestError(error, scope.initialConfig.bodyLimit ?? 0);
      return reply.code(status).send({ error: { message, code: invalidRequest, data: { httpStatus: status } } });
    });
    const options: FastifyTRPCPluginOptions<AppRouter> = {
      prefix: "/api/trpc",
      trpcOptions: {
        router: appRouter,
        maxBatchSize,
        // for reads that are longer than an address may be
        allowMethodOverride: true,
        createContext: ({ req, res }) =>
          createContext(api, {
            headers: headersOf(req),
            address: req.ip,
            setCookie: (cookie) => void res.header("set-cookie", cookie),
          }),
        responseMeta: ({ errors }) => {
          const wait = retryAfterOf(errors);
          return wait === undefined ? {} : { headers: new Headers({ "retry-after": String(wait) }) };
        },
        onError: ({ error, path }) => {
          if (error.code !== "INTERNAL_SERVER_ERROR") return;
          log("error", `tRPC ${path ?? "?"} failed`, { error: String(error.cause ?? error), stack: error.stack });
        },
      },
    };
    await scope.register(fastifyTRPCPlugin, options);
  });
}
