import { createHash } from "node:crypto";
import swagger from "@fastify/swagger";
import scalar from "@scalar/fastify-api-reference";
import type { FastifyInstance } from "fastify";
import { documentRoute } from "./document-route.ts";

const info = {
  title: "Granary",
  version: "1",
  description:
    "The shop for programs. Every call needs an API key, as `Authorization: Bearer`, as `x-api-key`, or as the password " +
    "of HTTP Basic. The same `Idempotency-Key` again gets the first answer and takes effect once.",
};

/** Notes every route that is added to the scope from now on. */
export async function noteRoutes(scope: FastifyInstance): Promise<void> {
  await scope.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info,
      servers: [{ url: "/" }],
      components: {
        securitySchemes: {
          bearer: { type: "http", scheme: "bearer" },
          header: { type: "apiKey", in: "header", name: "x-api-key" },
          basic: { type: "http", scheme: "basic" },
        },
      },
      security: [{ bearer: [] }, { header: [] }, { basic: [] }],
    },
    transform: documentRoute,
  });
}

/** The noted routes as `openapi.json`, and pages to read them under `docs/`: both are open to everybody. */
export async function addDocumentation(scope: FastifyInstance): Promise<void> {
  scope.get("/openapi.json", { schema: { hide: true } }, async () => scope.swagger());
  await scope.register(async (docs) => {
    docs.addHook("onSend", async (_request, reply, payload) => {
      const type = String(reply.getHeader("content-type"));
      if (type.startsWith("text/html")) reply.header("content-security-policy", policyOf(String(payload)));
      if (type.startsWith("application/javascript")) reply.header("cache-control", "public, max-age=3600");
    });
    await docs.register(scalar, {
      routePrefix: "/docs",
      configuration: {
        pageTitle: "Granary API",
        url: "../openapi.json",
        withDefaultFonts: false,
        telemetry: false,
        hideClientButton: true,
        showDeveloperTools: "never",
        favicon: "../../icon.svg",
        agent: { disabled: true },
        mcp: { disabled: true },
      },
    });
  });
}

/** Nothing but what the shop sends itself; the page's own script is known by its hash. */
function policyOf(page: string): string {
  const scripts = [...page.matchAll(/<script[^>]*>([^<]+)<\/script>/g)].map(([, text = ""]) => text);
  const hashes = scripts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes.join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
