import { Unavailable } from "../ports.ts";

/** Replies of a server that cannot do it now and may later; by their first word. */
const replies = new Set([
  "LOADING",
  "OOM",
  "READONLY",
  "MASTERDOWN",
  "NOMASTERLINK",
  "NOREPLICAS",
  "CLUSTERDOWN",
  "TRYAGAIN",
  "BUSY",
  "MISCONF",
  "EXECABORT",
  "UNBLOCKED",
]);

/** Errors of ioredis and of the socket that say: sent or not, no answer came. */
const connectionNames = new Set([
  "AbortError",
  "MaxRetriesPerRequestError",
  "ConnectionClosedError",
  "ClusterAllFailedError",
]);
const connectionCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOENT",
  "ENOTFOUND",
  "EAI_AGAIN",
]);
const connectionMessages = [
  "Too many Cluster redirections",
  "None of startup nodes is available",
  "Connection is closed",
  "Stream isn't writeable",
  "Socket timeout",
  "Command timed out",
];

/** The same error, or an `Unavailable` where the server was not there or would not write. */
export function asUnavailable(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return isUnavailable(error) ? new Unavailable(error.message, { cause: error }) : error;
}

function isUnavailable(error: Error): boolean {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return (
    replies.has(error.message.split(" ", 1)[0] ?? "") ||
    connectionNames.has(error.name) ||
    connectionCodes.has(code) ||
    connectionMessages.some((message) => error.message.startsWith(message))
  );
}
