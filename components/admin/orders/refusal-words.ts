import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/api/root.ts";

type Answers = inferRouterOutputs<AppRouter>["admin"]["orders"];
type Refusal = Extract<Answers["ship"] | Answers["cancel"], { ok: false }>["error"];

/** Why the order refused, and what to do. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal.code) {
    case "not_found":
      return "There is no such order.";
    case "action_not_allowed":
      return refusal.detail.status === "shipped"
        ? "It has already been shipped. Nothing was changed."
        : "It has already been cancelled. Nothing was changed.";
    case "empty_items":
      return "There is nothing in it that could be shipped.";
    case "billing_address_not_set":
      return "It has no billing address, so it cannot be shipped.";
    case "empty_email":
      return "It has no e-mail address, so it cannot be shipped.";
  }
}
