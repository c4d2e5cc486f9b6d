import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { faultTable } from "#server/api/errors.ts";
import { appRouter } from "#server/api/root.ts";
import type { Changes } from "./turn-away-when-full.ts";

const prefix = "/api/trpc/";

type Procedure = { _def: { type: string } };
/** By their whole names; tRPC's type has them by router. */
const procedures: [string, Procedure][] = Object.entries(appRouter._def.procedures as object);
/** Signing in and out does not go through the runtime. */
const isCommand = ([name, { _def }]: [string, Procedure]) => _def.type === "mutation" && !name.startsWith("account.");
const commands = new Set(procedures.filter(isCommand).map(([name]) => name));

const { http: httpStatus, trpc: code, sentence: message } = faultTable.overloaded;

/** The mutations that are commands: a long read is a POST too, and is served. A batch is of one kind. */
export const trpcChanges: Changes = {
  isChange(url) {
    if (!url.startsWith(prefix)) return false;
    const end = url.indexOf("?");
    return url
      .slice(prefix.length, end < 0 ? undefined : end)
      .split(/,|%2C/i)
      .some((name) => commands.has(name));
  },
  refusal: JSON.stringify({
    error: {
      message,
      code: TRPC_ERROR_CODES_BY_KEY[code],
      data: { code, httpStatus, fault: "overloaded", retryAfter: 1 },
    },
  }),
};
