import type { StaffRole } from "#server/auth/session.ts";

/** What each role may do, from the least trusted to the most. */
export const roleWords: Record<StaffRole, string> = {
  viewer: "sees everything in the dashboard",
  merchandiser: "also changes prices, orders and dead letters",
  publisher: "as a merchandiser",
  admin: "also decides who is staff",
};

export const roles = Object.keys(roleWords) as StaffRole[];
