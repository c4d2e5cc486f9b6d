import { TRPCClientError } from "@trpc/client";

const offline = "The shop did not answer. Check your connection and try again: nothing will happen twice.";

/** What to tell the shopper when a change was not answered; the server's sentence where it sent one. */
export function faultWords(error: unknown): string {
  if (!(error instanceof TRPCClientError)) return offline;
  return error.data ? error.message : offline;
}
