import { signingProcedure } from "../../trpc.ts";

/** Ends the session of an account. A guest has nothing but the cookie, so theirs stays. */
export const signOut = signingProcedure.mutation(async ({ ctx }) => {
  if (ctx.session === null || ctx.session.guest) return;
  ctx.setCookies(await ctx.accounts.signOut(ctx.request.headers));
});
