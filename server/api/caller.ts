import type { Pictures } from "#lib/picture.ts";
import type { ApiCaller } from "./root.ts";

type CookieSource = { get(name: string): string | null };

/** What the composition root leaves for the pages: Next bundles its own copy of every module, so nothing else is shared. */
export interface Granary {
  callerFor(headers: CookieSource): ApiCaller;
  pictures: Pictures;
}

const name = Symbol.for("granary");

function granary(): Granary {
  const found: Granary | undefined = Reflect.get(globalThis, name);
  if (found === undefined) throw new Error("pages run only inside server/main.ts");
  return found;
}

/** The API as the shopper whose request this is: `callerFor(await headers())`. It reads; it cannot make guests. */
export const callerFor = (headers: CookieSource): ApiCaller => granary().callerFor(headers);

/** The pictures of all products that have one. */
export const shopPictures = (): Pictures => granary().pictures;

/** The tRPC code of what a caller threw (`NOT_FOUND`, `SERVICE_UNAVAILABLE`…), or null for any other error. */
export function codeOf(error: unknown): string | null {
  // not instanceof: the error comes from the server's copy of the class
  if (!(error instanceof Error) || error.name !== "TRPCError") return null;
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" ? code : null;
}
