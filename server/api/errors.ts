import { TRPCError } from "@trpc/server";
import { ZodError, z } from "zod";
import { Fault, type FaultCode, InvalidInput } from "#runtime/faults.ts";

/** The cause of a `TOO_MANY_REQUESTS` that knows when to come back, in seconds. */
export class Wait extends Error {
  override name = "Wait";
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super(`come back in ${retryAfter} s`);
    this.retryAfter = retryAfter;
  }
}

type Meaning = {
  trpc: TRPCError["code"];
  http: number;
  /** For people; the fault's own message is for the log. */
  sentence: string;
};

/** What each fault is called at the doors. tRPC derives the HTTP status from its code; REST takes it from here. */
export const faultTable = {
  unavailable: {
    trpc: "SERVICE_UNAVAILABLE",
    http: 503,
    sentence: "The shop cannot reach its storage. Please try again in a moment.",
  },
  overloaded: {
    trpc: "SERVICE_UNAVAILABLE",
    http: 503,
    sentence: "The shop is very busy. Please try again in a moment.",
  },
  deadline_exceeded: {
    trpc: "GATEWAY_TIMEOUT",
    http: 504,
    sentence: "This took too long. Whether it happened is not known yet; trying again is safe.",
  },
  cycle: { trpc: "INTERNAL_SERVER_ERROR", http: 500, sentence: "Something went wrong on our side." },
  key_reused: { trpc: "CONFLICT", http: 409, sentence: "This idempotency key was already used for something else." },
  cancelled: { trpc: "CONFLICT", http: 409, sentence: "This was cancelled before it began." },
  dead_lettered: { trpc: "INTERNAL_SERVER_ERROR", http: 500, sentence: "Something went wrong on our side." },
  turn_diverged: { trpc: "INTERNAL_SERVER_ERROR", http: 500, sentence: "Something went wrong on our side." },
} as const satisfies Record<FaultCode, Meaning>;

const unexpected = "Something went wrong on our side.";

/** A fault or a caller's mistake as a tRPC error; anything else stays the internal error that tRPC made of it. */
export function toTrpcError(error: TRPCError): TRPCError {
  const { cause } = error;
  if (cause instanceof Fault) {
    const { trpc, sentence } = faultTable[cause.code];
    return new TRPCError({ code: trpc, message: sentence, cause });
  }
  if (cause instanceof InvalidInput) return new TRPCError({ code: "BAD_REQUEST", message: cause.message, cause });
  return error;
}

/** What of an error may leave the process. */
export function describeError(error: TRPCError): {
  message: string;
  fault: FaultCode | null;
  retryAfter: number | null;
} {
  const { cause } = error;
  if (cause instanceof Fault) {
    return { message: error.message, fault: cause.code, retryAfter: cause.retryAfter ?? null };
  }
  const message =
    cause instanceof ZodError
      ? z.prettifyError(cause)
      : error.code === "INTERNAL_SERVER_ERROR"
        ? unexpected
        : error.message;
  return { message, fault: null, retryAfter: cause instanceof Wait ? cause.retryAfter : null };
}

/** `Retry-After` for a response with these errors: for every 503 and 429, in whole seconds. */
export function retryAfterOf(errors: TRPCError[]): number | undefined {
  const waits = errors
    .filter((error) => error.code === "SERVICE_UNAVAILABLE" || error.code === "TOO_MANY_REQUESTS")
    .map(({ cause }) => (cause instanceof Fault || cause instanceof Wait ? cause.retryAfter : undefined))
    .map((seconds) => Math.max(1, Math.ceil(seconds ?? 1)));
  return waits.length === 0 ? undefined : Math.max(...waits);
}
