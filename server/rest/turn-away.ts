import type { IncomingMessage, ServerResponse } from "node:http";
import { faultTable } from "#server/api/errors.ts";
import { problem } from "./envelopes.ts";

const refusal = JSON.stringify(problem(faultTable.overloaded.sentence));
const headers = {
  "content-type": "application/json; charset=utf-8",
  "content-length": Buffer.byteLength(refusal),
  "retry-after": "1",
  "cache-control": "no-store",
};

/**
 * Refuses changes while the runtime is full, before a route is looked for, a key looked up or a body read: of a crowd most
 * are refused, and each refusal takes from what could be answered. True when it has answered.
 */
export const turnAwayWhenFull =
  (isFull: () => boolean) =>
  (request: IncomingMessage, response: ServerResponse): boolean => {
    if (!isFull() || request.method === "GET" || !request.url?.startsWith("/v1/")) return false;
    response.writeHead(503, headers).end(refusal);
    return true;
  };
