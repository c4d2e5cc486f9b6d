import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

/** What a page may load. Scripts need the nonce; styles may stand inline, because component libraries inject them. */
export function pagePolicy(nonce: string, { dev, https }: { dev: boolean; https: boolean }): string {
  return [
    "default-src 'self'",
    // React's development build evaluates code to show server stacks
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** For answers that are data: nothing in them may ever be run or framed. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

/** Headers for everything that a browser sees. The content policy is the mounts' own matter. */
export async function addSecurityHeaders(scope: FastifyInstance, { https }: { https: boolean }): Promise<void> {
  await scope.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    xFrameOptions: { action: "deny" },
  });
}
