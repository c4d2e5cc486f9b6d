import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { mountRaw, type RawHandler } from "./raw-mount.ts";
import { pagePolicy } from "./security-headers.ts";

/** Everything that no other door takes goes to Next, with a fresh nonce for each page. */
export async function mountPages(
  app: FastifyInstance,
  { handler, dev, https }: { handler: RawHandler; dev: boolean; https: boolean },
): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook("onRequest", async (request, reply) => {
      // files of the build are no documents: a policy there only costs bytes
      if (request.url.startsWith("/_next/static/")) return;
      const policy = pagePolicy(randomBytes(16).toString("base64"), { dev, https });
      reply.header("content-security-policy", policy);
      // Next takes the nonce for its scripts from this header of the request
      request.raw.headers["content-security-policy"] = policy;
    });
    mountRaw(scope, "/*", () => handler);
  });
}
