import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { signingProcedure } from "../../trpc.ts";
import { admit } from "./admit.ts";

/** Signs in; what a guest has in the cart and has ordered comes along. A wrong address and a wrong password are one. */
export const signIn = signingProcedure
  .input(z.object({ email: z.string().max(1_000), password: z.string().max(1_000) }))
  .mutation(async ({ ctx, input }) => {
    const email = input.email.trim().toLowerCase();
    admit(ctx, email);
    const signedIn = await ctx.accounts.signIn({ ...input, email }, ctx.guest, ctx.request.headers);
    if (signedIn === null) {
      throw new TRPCError({ code: "UNAUTHORIZED", message: "This e-mail address and password do not fit together." });
    }
    ctx.attempts.giveBack(ctx.request.address, email);
    ctx.setCookies(signedIn.cookies);
    return { arrived: signedIn.arrived };
  });
