import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { tooLarge } from "./request-error.ts";

export type RawHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

const unread = new Set(["GET", "HEAD", "OPTIONS"]);

/** Hands requests on with their body unread, within the size that everything here keeps to. */
export function mountRaw(scope: FastifyInstance, url: string, handle: (request: FastifyRequest) => RawHandler): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
  scope.all(url, async (request, reply) => {
    const refused = refuseBody(request, scope.initialConfig.bodyLimit ?? 0);
    if (refused !== null) return reply.code(refused.status).send({ error: { message: refused.message } });
    const handler = handle(request);
    copyHeaders(reply);
    reply.hijack();
    await handler(request.raw, reply.raw);
  });
}

// nobody counts the bytes of an unread body, so that its length has to be said beforehand
function refuseBody({ method, headers }: FastifyRequest, limit: number): { status: number; message: string } | null {
  if (unread.has(method)) return null;
  if (headers["transfer-encoding"] !== undefined)
    return { status: 411, message: "Send the body with a Content-Length." };
  if (Number(headers["content-length"] ?? 0) <= limit) return null;
  return { status: 413, message: tooLarge(limit) };
}

function copyHeaders(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
}
