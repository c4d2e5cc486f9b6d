import type { ApiCaller } from "./root.ts";

type CookieSource = { get(name: string): string | null };

/** What the composition root leaves for the pages: Next bundles its own copy of every module, so nothing else is shared. */
export interface Granary {
  callerFor(headers: CookieSource): ApiCaller;
}

const name = Symbol.for("granary");

/** The API as the shopper whose request this is: `callerFor(await headers())`. It reads; it cannot make guests. */
export function callerFor(headers: CookieSource): ApiCaller {
  const granary: Granary | undefined = Reflect.get(globalThis, name);
  if (granary === undefined) throw new Error("pages run only inside server/main.ts");
  return granary.callerFor(headers);
}

/** The tRPC code of what a caller threw (`NOT_FOUND`, `SERVICE_UNAVAILABLE`…), or null for any other error. */
export function codeOf(error: unknown): string | null {
  // not instanceof: the error comes from the server's copy of the class
  if (!(error instanceof Error) || error.name !== "TRPCError") return null;
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" ? code : null;
}
