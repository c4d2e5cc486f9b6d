import { adminProcedure } from "../../trpc.ts";

/** Everybody who works for the shop, by e-mail address. */
export const list = adminProcedure.query(({ ctx }) => ctx.staffRoles.list());
