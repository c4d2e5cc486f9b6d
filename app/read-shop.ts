import { headers } from "next/headers";
import type { Result } from "#lib/result.ts";
import { callerFor, codeOf } from "#server/api/caller.ts";
import type { ApiCaller } from "#server/api/root.ts";

const away = ["SERVICE_UNAVAILABLE", "GATEWAY_TIMEOUT"];

/** What the shopper of this request may read, or "away" while the shop's storage is; anything else is thrown on. */
export async function readShop<T>(read: (api: ApiCaller) => Promise<T>): Promise<Result<T, "away">> {
  try {
    return { ok: true, value: await read(callerFor(await headers())) };
  } catch (error) {
    if (away.includes(codeOf(error) ?? "")) return { ok: false, error: "away" };
    throw error;
  }
}
