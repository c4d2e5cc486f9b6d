import { z } from "zod";
import type { Result } from "#lib/result.ts";
import { staffRoles } from "#server/auth/session.ts";
import { adminProcedure } from "../../trpc.ts";

type Refusal = { code: "person_not_found" | "own_role" | "last_admin"; detail: Record<never, never> };

/** Makes somebody staff or a shopper again. Nobody changes their own role, and one admin always stays. */
export const setRole = adminProcedure
  .input(z.object({ email: z.string().max(1_000), role: z.enum(["shopper", ...staffRoles]) }))
  .mutation(async ({ ctx, input: { email, role } }): Promise<Result<null, Refusal>> => {
    const userId = await ctx.staffRoles.userIdOf(email.trim());
    if (userId === null) return { ok: false, error: { code: "person_not_found", detail: {} } };
    if (userId === ctx.admin.userId) return { ok: false, error: { code: "own_role", detail: {} } };
    const outcome = await ctx.staffRoles.set(userId, role);
    if (outcome === "last_admin") return { ok: false, error: { code: "last_admin", detail: {} } };
    return { ok: true, value: null };
  });
