import { TRPCError } from "@trpc/server";
import type { Context } from "../../context.ts";
import { Wait } from "../../errors.ts";

/** Counts an attempt to sign in or up, and refuses it when there were too many. */
export function admit({ attempts, request }: Pick<Context, "attempts" | "request">, email: string | null): void {
  const seconds = attempts.take(request.address, email);
  if (seconds === 0) return;
  throw new TRPCError({
    code: "TOO_MANY_REQUESTS",
    message: `Too many attempts. Please try again in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`,
    cause: new Wait(seconds),
  });
}
