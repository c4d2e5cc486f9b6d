import type { FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { Fault, InvalidInput } from "#runtime/faults.ts";
import type { Log } from "#runtime/log.ts";
import { faultTable } from "#server/api/errors.ts";
import { problem } from "./envelopes.ts";

type Thrown = Error & { statusCode?: number; code?: string };

function meaningOf(error: Thrown): { status: number; message: string } {
  if (error instanceof Fault) return { status: faultTable[error.code].http, message: faultTable[error.code].sentence };
  if (error instanceof InvalidInput) return { status: 400, message: error.message };
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.map(({ instancePath, message }) => `${instancePath.slice(1)} ${message}`.trim());
    return { status: 400, message: issues.join("; ") };
  }
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") return { status: 413, message: "The body is too large." };
  const status = error.statusCode ?? 500;
  return status < 500 ? { status, message: error.message } : { status, message: "Something went wrong on our side." };
}

/** Everything thrown on the way, as `{"err":{"message"}}`. */
export const sendError = (log: Log) => (error: Thrown, request: FastifyRequest, reply: FastifyReply) => {
  const { status, message } = meaningOf(error);
  if (status === 500)
    log("error", `${request.method} ${request.url.split("?", 1)[0]} failed`, {
      error: error.message,
      stack: error.stack,
    });
  if (status === 503) {
    reply.header("retry-after", Math.max(1, Math.ceil((error instanceof Fault && error.retryAfter) || 1)));
  }
  return reply.code(status).send(problem(message));
};
