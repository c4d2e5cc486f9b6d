import { visitorProcedure } from "../../trpc.ts";

/** Who is signed in; null for guests and strangers. */
export const get = visitorProcedure.query(async ({ ctx }) => {
  const session = await ctx.session();
  if (session === null || session.guest) return null;
  const { name, email, role } = session;
  return { name, email, role };
});
