import type { FastifyRequest } from "fastify";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/** The sentence with which a change is refused, or null when no foreign page can have sent it in the shopper's name. */
export function refuseForgery(request: FastifyRequest, publicUrl: string | undefined): string | null {
  if (safe.has(request.method)) return null;
  const { origin, cookie } = request.headers;
  // fetch with this type asks first (preflight), which nobody answers here; a form cannot send it at all
  if (request.url.startsWith("/api/") && !isJson(request.headers["content-type"])) {
    return "A change must be sent as application/json.";
  }
  if (origin === undefined) {
    return cookie === undefined ? null : "A change with cookies must say its Origin.";
  }
  return isOwn(origin, request.host, publicUrl) ? null : "This change comes from another site and was refused.";
}

function isJson(type: string | undefined): boolean {
  return type !== undefined && /^application\/json\s*(;|$)/i.test(type);
}

function isOwn(origin: string, host: string, publicUrl: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (publicUrl !== undefined && from.origin === new URL(publicUrl).origin) return true;
  return from.host === host;
}
