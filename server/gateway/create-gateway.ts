import type { Server } from "node:http";
import Fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import type { Log } from "#runtime/log.ts";
import type { ApiDependencies } from "#server/api/context.ts";
import type { RequestTracing } from "#server/telemetry/trace-requests.ts";
import { refuseForgery } from "./csrf.ts";
import { addHealth, type Checks, type Details } from "./health.ts";
import { addMetrics, type Metrics } from "./metrics.ts";
import { mountPages } from "./mount-pages.ts";
import { mountPictures } from "./mount-pictures.ts";
import { mountTrpc } from "./mount-trpc.ts";
import type { RawHandler } from "./raw-mount.ts";
import { describeRequestError, type RequestError } from "./request-error.ts";
import { addSecurityHeaders } from "./security-headers.ts";
import { traceRequestsOf } from "./trace-requests-of.ts";
import { type TurnAway, turnAwayWhenFull } from "./turn-away-when-full.ts";

const bodyLimit = 256 * 1024;

/** What only a proxy may say, and Next and better-auth would believe from anyone. */
const claims = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
];

export type GatewayOptions = {
  api: ApiDependencies;
  /** The REST routes, as a Fastify plugin of their own. */
  rest: (scope: FastifyInstance) => Promise<void>;
  /** Absent where a test is never full. */
  turnAway?: TurnAway;
  checks: Checks;
  details?: Details;
  /** Absent where a test does not measure. */
  metrics?: Metrics;
  /** Absent where requests are not traced. */
  tracing?: RequestTracing | undefined;
  /** The folder of the product pictures; absent where none are served. */
  pictures?: string;
  /** Prepares Next on this server; absent where a process or a test serves no pages. */
  pages?: (server: Server) => Promise<RawHandler>;
  publicUrl: string | undefined;
  trustedProxies: string[];
  dev: boolean;
  log: Log;
};

/** What the router itself refuses, before any door is chosen. */
function refuseAddress(error: RequestError, request: { url: string }, reply: Pick<FastifyReply, "raw">): void {
  const problem = { message: "This address cannot be read." };
  reply.raw.writeHead(error.statusCode ?? 400, { "content-type": "application/json" });
  reply.raw.end(JSON.stringify(request.url.startsWith("/v1/") ? { err: problem } : { error: problem }));
}

/** The one server in front of everything: health, REST, and for browsers tRPC and the pages. */
export async function createGateway(options: GatewayOptions): Promise<FastifyInstance> {
  const { api, checks, log, publicUrl, trustedProxies, dev } = options;
  const https = publicUrl?.startsWith("https://") ?? false;
  const app = Fastify({
    bodyLimit,
    trustProxy: trustedProxies.length === 0 ? false : trustedProxies,
    forceCloseConnections: "idle",
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 5_000 },
    frameworkErrors: refuseAddress,
  });

  if (options.turnAway !== undefined) turnAwayWhenFull(app.server, options.turnAway);
  app.setErrorHandler((error: RequestError, request, reply) => {
    const { status, message } = describeRequestError(error, bodyLimit);
    if (status >= 500)
      log("error", `${request.method} ${request.url.split("?", 1)[0]} failed`, {
        error: error.message,
        stack: error.stack,
      });
    return reply.code(status).send({ error: { message } });
  });

  if (options.tracing !== undefined)
    traceRequestsOf(app, { tracing: options.tracing, apiKeys: api.apiKeys, now: api.now });
  addHealth(app, checks, options.details);
  if (options.metrics !== undefined) addMetrics(app, options.metrics);
  await app.register(options.rest, { prefix: "/v1" });
  await app.register(async (browser) => {
    await addSecurityHeaders(browser, { https });
    browser.addHook("onRequest", async (request, reply) => {
      if (trustedProxies.length === 0) for (const name of claims) delete request.raw.headers[name];
      const refused = refuseForgery(request, publicUrl);
      if (refused !== null) return reply.code(403).send({ error: { message: refused } });
    });
    await mountTrpc(browser, api, log);
    browser.all("/api/*", async (_request, reply) =>
      reply.code(404).send({ error: { message: "There is nothing at this address." } }),
    );
    if (options.pictures !== undefined) await mountPictures(browser, options.pictures);
    const pages = await options.pages?.(app.server);
    if (pages) await mountPages(browser, { handler: pages, dev, https });
  });
  return app;
}
