import type { Database } from "#server/db/client.ts";
import { columnText } from "#server/db/column-text.ts";
import { type StaffRole, staffRoles } from "./session.ts";

export type StaffMember = { userId: string; name: string; email: string; role: StaffRole };

/** Who works for the shop, and as what. It counts within seconds, when sessions are looked up again. */
export interface StaffRoles {
  list(): Promise<StaffMember[]>;
  /** Null where nobody has an account with this e-mail address. */
  userIdOf(email: string): Promise<string | null>;
  /** `last_admin`: nobody would be left who decides who is staff, so nothing was changed. */
  set(userId: string, role: StaffRole | "shopper"): Promise<"set" | "last_admin">;
}

export const createStaffRoles = (database: Database): StaffRoles => ({
  async list() {
    const rows = await database.user.findMany({
      where: { role: { in: [...staffRoles] } },
      orderBy: { email: "asc" },
      select: { id: true, name: true, email: true, role: true },
    });
    return rows.map(({ id, role, ...rest }) => ({ userId: id, ...rest, role: role as StaffRole }));
  },
  async userIdOf(email) {
    // PostgreSQL cannot even be asked for it
    if (columnText(email) !== email) return null;
    const row = await database.user.findUnique({ where: { email: email.toLowerCase() }, select: { id: true } });
    return row?.id ?? null;
  },
  async set(userId, role) {
    // two admins who take each other's role at once wait here for each other, and the second one finds nobody else
    const changed = await database.$executeRaw`
      WITH admins AS MATERIALIZED (SELECT id FROM "user" WHERE role = 'admin' ORDER BY id FOR UPDATE)
      UPDATE "user" SET role = ${role}, updated_at = now()
      WHERE id = ${userId} AND (${role} = 'admin' OR role <> 'admin' OR EXISTS (SELECT 1 FROM admins WHERE id <> ${userId}))`;
    return changed === 1 ? "set" : "last_admin";
  },
});
