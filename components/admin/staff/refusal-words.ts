import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/api/root.ts";

type Refusal = Extract<inferRouterOutputs<AppRouter>["staff"]["setRole"], { ok: false }>["error"];

const words: Record<Refusal["code"], string> = {
  person_not_found: "Nobody has an account with this e-mail address. They make one in the shop first.",
  own_role: "This is your own account. Another admin has to change its role.",
  last_admin: "This is the last admin. Make somebody else an admin first.",
};

/** Why a role was not given or taken, and what to do. */
export const refusalWords = (code: Refusal["code"]): string => words[code];
