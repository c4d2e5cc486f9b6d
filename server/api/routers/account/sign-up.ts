import { z } from "zod";
import { readEmail } from "#lib/email.ts";
import { isPassword } from "#lib/password.ts";
import type { Result } from "#lib/result.ts";
import { signingProcedure } from "../../trpc.ts";
import { admit } from "./admit.ts";

type Field = "name" | "email" | "password";
type Refusal =
  | { code: "not_valid"; detail: { fields: Field[] } }
  | { code: "email_taken" | "already_signed_in"; detail: Record<never, never> };

const refuse = (error: Refusal): Result<null, Refusal> => ({ ok: false, error });

/** Makes an account of the guest, who keeps cart and orders, and signs in to it. */
export const signUp = signingProcedure
  .input(z.object({ name: z.string().max(1_000), email: z.string().max(1_000), password: z.string().max(1_000) }))
  .mutation(async ({ ctx, input: { password, ...typed } }): Promise<Result<null, Refusal>> => {
    const name = typed.name.trim();
    const email = readEmail(typed.email);
    const fields: Field[] = [];
    if (name === "" || name.length > 200) fields.push("name");
    if (email === undefined) fields.push("email");
    if (!isPassword(password)) fields.push("password");
    if (email === undefined || fields.length > 0) return refuse({ code: "not_valid", detail: { fields } });
    if (ctx.session !== null && !ctx.session.guest) return refuse({ code: "already_signed_in", detail: {} });
    admit(ctx, null);
    const made = await ctx.accounts.signUp({ name, email, password }, ctx.guest, ctx.request.headers);
    if (!made.ok) return refuse({ code: made.error, detail: {} });
    ctx.setCookies(made.value.cookies);
    return { ok: true, value: null };
  });
