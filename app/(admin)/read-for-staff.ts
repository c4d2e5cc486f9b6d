import { notFound } from "next/navigation";
import type { Result } from "#lib/result.ts";
import { codeOf } from "#server/api/caller.ts";
import type { ApiCaller } from "#server/api/root.ts";
import { readShop } from "../read-shop.ts";

const barred = ["UNAUTHORIZED", "FORBIDDEN"];

/**
 * What a member of staff may read, or "away". For everybody else there is no such page. Each page reads through this,
 * because a layout is not asked again when a browser goes from page to page.
 */
export async function readForStaff<T>(read: (api: ApiCaller) => Promise<T>): Promise<Result<T, "away">> {
  try {
    return await readShop(read);
  } catch (error) {
    if (barred.includes(codeOf(error) ?? "")) notFound();
    throw error;
  }
}
