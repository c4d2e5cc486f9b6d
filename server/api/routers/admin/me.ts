import { mayWrite } from "#server/auth/session.ts";
import { viewerProcedure } from "../../trpc.ts";

/** Who works at the dashboard, and whether they may change what they see. */
export const me = viewerProcedure.query(({ ctx: { member } }) => ({
  name: member.name,
  role: member.role,
  mayWrite: mayWrite(member.role),
}));
