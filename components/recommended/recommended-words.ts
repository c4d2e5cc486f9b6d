import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/api/root.ts";

/** What is recommended to a shopper; null without one. */
export type Picked = inferRouterOutputs<AppRouter>["assistant"]["get"];

type Known = Pick<NonNullable<Picked>, "model" | "updatedAt" | "pending"> & { items: readonly unknown[] };

/**
 * Whether newer recommendations will come. The assistant hears of an order a moment after it was placed, so what is
 * older than the order is not the last word even if nothing is pending yet.
 */
export function isAwaited(picked: Known | null, after: string | undefined): boolean {
  if (picked === null) return false;
  if (picked.pending) return true;
  return after !== undefined && (picked.updatedAt === null || Date.parse(picked.updatedAt) < Date.parse(after));
}

/** What is said about the recommendations in one line. */
export function recommendedWords(picked: Known | null, working: boolean): string {
  const some = picked !== null && picked.items.length > 0;
  if (working) return some ? "Working out new ones …" : "We are working out what you may like next …";
  if (picked?.pending) return "New ones take longer than usual. They will be here when you come back.";
  if (!some) return "There is nothing to recommend yet.";
  return `Chosen by ${picked.model === "built-in" || picked.model === null ? "the shop's own recommender" : picked.model}.`;
}
