import type { FastifyInstance } from "fastify";
import { mountRaw, type RawHandler } from "./raw-mount.ts";
import { dataPolicy } from "./security-headers.ts";
import type { TokenBuckets } from "./token-buckets.ts";

/** What of better-auth is reachable; the rest is for the server's own use (API keys, guests, accounts). */
const open = new Set(["/api/auth/get-session", "/api/auth/sign-in/email", "/api/auth/sign-out"]);

type Options = {
  handler: RawHandler;
  attempts: TokenBuckets;
  /** The session of this request's cookie may change now. */
  sessionChanges: (headers: Headers) => void;
};

export async function mountAuth(app: FastifyInstance, { handler, attempts, sessionChanges }: Options): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook("onRequest", async (request, reply) => {
      reply.headers({ "content-security-policy": dataPolicy, "cache-control": "no-store" });
      if (!open.has(request.url.split("?", 1)[0] ?? "")) {
        return reply.code(404).send({ error: { message: "There is nothing at this address." } });
      }
      const wait = request.method === "GET" ? 0 : attempts.take(request.ip);
      if (wait === 0) return;
      return reply
        .code(429)
        .header("retry-after", wait)
        .send({ error: { message: "Too many attempts from this address. Please wait." } });
    });
    mountRaw(scope, "/api/auth/*", (request) => async (raw, response) => {
      // the address as the trusted proxies tell it, never as the client says
      raw.headers["x-forwarded-for"] = request.ip;
      const { cookie } = raw.headers;
      await handler(raw, response);
      if (request.method !== "GET" && cookie !== undefined) sessionChanges(new Headers({ cookie }));
    });
  });
}
