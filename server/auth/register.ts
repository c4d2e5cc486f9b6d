import type { Database } from "#server/db/client.ts";
import { Prisma } from "#server/db/generated/client.ts";

export type NewAccount = {
  userId: string;
  accountId: string;
  shopperId: string;
  name: string;
  email: string;
  passwordHash: string;
};

/**
 * Makes the person and their password in one statement, so that neither is ever without the other. A guest's own row
 * becomes the person's and keeps its shopper id; false when that row is no guest's any more.
 */
export async function register(database: Database, person: NewAccount, isGuest: boolean): Promise<boolean> {
  const { userId, accountId, shopperId, name, email, passwordHash } = person;
  const made = isGuest
    ? Prisma.sql`UPDATE "user" SET name = ${name}, email = ${email}, is_anonymous = false, updated_at = now()
        WHERE id = ${userId} AND is_anonymous RETURNING id`
    : Prisma.sql`INSERT INTO "user" (id, name, email, shopper_id) VALUES (${userId}, ${name}, ${email}, ${shopperId})
        RETURNING id`;
  const rows = await database.$executeRaw`
    WITH person AS (${made})
    INSERT INTO account (id, account_id, provider_id, user_id, password)
    SELECT ${accountId}, id, 'credential', id, ${passwordHash} FROM person`;
  return rows === 1;
}

/** Whether the database refused because somebody has this e-mail address already. */
export const isTaken = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && JSON.stringify(error.meta ?? {}).includes("23505");
